// A file dropped or chosen goes up with its progress shown, then the page of what is in it opens; an export downloads by itself.
const form = document.getElementById("taking");
const drop = document.getElementById("drop");
const input = document.getElementById("file");
const line = document.getElementById("progress");
const bar = document.getElementById("gone-up");
const failed = document.getElementById("failed");
const look = form.querySelector("button");

function fail(file, why) {
  line.hidden = true;
  look.disabled = false;
  failed.hidden = false;
  failed.textContent = `${file.name} did not get through: ${why}. Nothing was changed; try it again.`;
}

function send(file) {
  failed.hidden = true;
  line.hidden = false;
  look.disabled = true;
  const body = new FormData();
  body.append("file", file, file.name);
  const request = new XMLHttpRequest();
  request.open("POST", "/exchange");
  request.setRequestHeader("accept", "application/json");
  request.upload.addEventListener("progress", (event) => {
    if (!event.lengthComputable) return;
    const share = event.loaded / event.total;
    document.getElementById("gone").textContent = share < 1 ? `${Math.round(share * 100)} % gone up` : "Being read …";
    if (share < 1) bar.value = share;
    else bar.removeAttribute("value");
  });
  request.addEventListener("load", () => {
    let told = {};
    try { told = JSON.parse(request.responseText); } catch { /* told below */ }
    if (told.address) location.assign(told.address);
    else fail(file, told.error ?? `the workbench answered ${request.status}`);
  });
  request.addEventListener("error", () => fail(file, "the workbench did not answer"));
  request.send(body);
}

form.addEventListener("submit", (event) => {
  if (!input.files.length) return;
  event.preventDefault();
  if (!look.disabled) send(input.files[0]);
});
for (const name of ["dragenter", "dragover"]) drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("is-over"); });
for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("is-over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  if (event.dataTransfer.files.length && !look.disabled) send(event.dataTransfer.files[0]);
});
document.getElementById("download")?.click();
addEventListener("pageshow", (event) => { if (event.persisted) { line.hidden = true; look.disabled = false; } });
form.dataset.ready = "";
