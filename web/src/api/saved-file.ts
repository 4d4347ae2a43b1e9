/** Saves a file that only a signed-in person may read: a plain link would carry no sign-in. */
import { crmFetch } from "./crm-request";

export async function saveFile(path: string, fileName: string): Promise<void> {
  const response = await crmFetch("GET", path, {});
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement("a");
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}
