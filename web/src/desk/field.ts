import { isTyping } from "../dom";

/** "/" goes to the field for searching. */
export function fieldKey(): void {
  const field = document.querySelector<HTMLInputElement>("input[type=search]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    event.preventDefault();
    field?.focus();
  });
}
