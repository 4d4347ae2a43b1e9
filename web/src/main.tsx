/** Customers load the chat page alone; staff load the app. */
import { createRoot } from "react-dom/client";
import "./app/base.css";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

const surface = window.location.pathname.startsWith("/chat/")
  ? import("./app/customer-surface")
  : import("./app/staff-surface");

surface.then(({ Surface }) => createRoot(root).render(<Surface />));
