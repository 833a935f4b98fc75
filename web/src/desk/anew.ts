/** This page as the server has it now. */
export async function anew(): Promise<Document> {
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  if (!answer.ok) throw new Error(`page not given: ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

/** Puts what the server has now in the place of what the page shows. */
export function exchanged(selector: string, page: Document): void {
  const now = page.querySelector(selector);
  if (now) document.querySelector(selector)?.replaceWith(document.adoptNode(now));
}
