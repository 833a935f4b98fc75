import { all, isTyping } from "../dom";

/** "/" goes to the field for searching, and a key that a button names presses it. */
export function pageKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event)) return;
    const button = all<HTMLButtonElement>("button[data-key]").find((one) => one.dataset["key"] === event.key);
    if (!button && event.key !== "/") return;
    event.preventDefault(); // what is focused by it is not typed into
    if (button) button.click();
    else document.querySelector<HTMLInputElement>("input[type=search]")?.focus();
  });
}
