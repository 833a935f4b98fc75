import { within } from "../dom";
import { anew, exchanged } from "./anew";

/** Milliseconds between two looks at how adding stands, and after a look that failed. */
const EVERY = 700;
const LATER = 5000;

/** Follows what is being added until it is done; the server writes each state of the page. */
export function following(after = EVERY): void {
  const state = document.querySelector<HTMLElement>("[data-addition]")?.dataset["state"];
  if (state !== "waiting" && state !== "running") return;
  window.setTimeout(() => void looked().then((ok) => following(ok ? EVERY : LATER)), after);
}

async function looked(): Promise<boolean> {
  try {
    exchanged("#main", await anew());
    return true;
  } catch {
    return false;
  }
}

/** Files may be dropped anywhere on the page that has a place for them. */
export function dropping(): void {
  const place = document.querySelector<HTMLElement>("label.drop");
  const input = place?.querySelector<HTMLInputElement>("input[type=file]");
  if (!place || !input) return;
  const over = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
  document.addEventListener("dragover", (event) => {
    if (!over(event)) return;
    event.preventDefault();
    place.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!within(event, "main")) place.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    if (!over(event) || !event.dataTransfer) return;
    event.preventDefault();
    place.classList.remove("over");
    input.files = event.dataTransfer.files;
    input.focus();
  });
}
