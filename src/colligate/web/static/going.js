// What is asked about a file may take a while: the page says what goes on, and nothing on it can be pressed again until then.
const line = document.getElementById("going-on");
const buttons = document.querySelectorAll("main button");
let going = false;

document.addEventListener("submit", (event) => {
  if (going) {
    event.preventDefault();
    return;
  }
  going = true;
  line.textContent = event.submitter?.dataset.going ?? "";
  // A button switched off before its form is on the way would not be sent with it.
  setTimeout(() => { for (const one of buttons) one.disabled = going; });
});

// A page come back to is ready again.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  going = false;
  line.textContent = "";
  for (const one of buttons) one.disabled = false;
});
line.dataset.ready = "";
