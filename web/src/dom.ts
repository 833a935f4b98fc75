/** The elements that match, as an array. */
export function all<E extends Element = HTMLElement>(selector: string, root: ParentNode = document): E[] {
  return Array.from(root.querySelectorAll<E>(selector));
}

/** The element with this id, where the page has it. */
export function byId<E extends HTMLElement = HTMLElement>(id: string): E | null {
  return document.getElementById(id) as E | null;
}

/** The element an event happened in that matches, or is in one that does. */
export function within<E extends Element = HTMLElement>(event: Event, selector: string): E | null {
  return event.target instanceof Element ? event.target.closest<E>(selector) : null;
}

/** Whether keys are letters here, not commands. */
export function isTyping(event: Event): boolean {
  return within(event, "input, textarea, select, [contenteditable]") !== null;
}

/** Says it to screen readers, and shows it for a moment. */
export function tell(words: string): void {
  const told = byId("told");
  if (!told) return;
  told.textContent = words;
  window.clearTimeout(Number(told.dataset["timer"] ?? 0));
  told.dataset["timer"] = String(window.setTimeout(() => (told.textContent = ""), 2500));
}
