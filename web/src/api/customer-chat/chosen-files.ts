/** What may go along with one message; the server checks it again by what the files hold. */

export const mostFiles = 5;
export const takenKinds = ".txt,.md,.pdf,.docx,.png,.jpg,.jpeg,.gif,.webp";

/** Saves a file on the visitor's machine; nothing of it is opened in a page. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: "application/octet-stream" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
