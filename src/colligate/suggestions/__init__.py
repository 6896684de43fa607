"""What rules propose: records that are nobody's word until a person accepts them."""
