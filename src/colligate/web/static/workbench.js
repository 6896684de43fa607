// What every page needs: the theme chosen, kept in the browser; and what others do in the folder meanwhile.
import "./news.js";

const button = document.getElementById("theme");
const root = document.documentElement;

function wanted() {
  try { return localStorage.getItem("theme"); } catch { return null; }
}

function dark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function show() {
  button.textContent = dark() ? "Light" : "Dark";
  button.setAttribute("aria-label", `${button.textContent} page`);
}

if (wanted()) root.dataset.theme = wanted();
show();
button.addEventListener("click", () => {
  root.dataset.theme = dark() ? "light" : "dark";
  try { localStorage.setItem("theme", root.dataset.theme); } catch { /* the choice lasts for this page */ }
  show();
});
