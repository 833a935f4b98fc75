import { all, tell, within } from "../dom";

/** Shows the buttons that copy words with their citation, and lets them. */
export function copying(): void {
  for (const button of all("button.copy")) button.hidden = false;
  document.addEventListener("click", (event) => {
    const button = within(event, "button.copy");
    if (button) void copy(textOf(button));
  });
}

/** Copies what an item says, as every report prints it. */
export function copyOf(item: HTMLElement): void {
  const texts = all("button.copy", item).map(textOf);
  if (texts.length) void copy(texts.join("\n"));
}

/** What a button copies stands behind it, as text. */
function textOf(button: HTMLElement): string {
  return button.nextElementSibling?.textContent ?? "";
}

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!copiedByHand(text)) return tell("could not be copied");
  }
  tell("copied with its citation");
}

/** Where the clipboard is not open to pages: a field, selected, and the browser's own command. */
function copiedByHand(text: string): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "hidden";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}
