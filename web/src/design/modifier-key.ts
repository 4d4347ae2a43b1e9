/** The key that makes a letter a command, as this machine calls it. */
export const modifierKey = navigator.platform.startsWith("Mac") ? "⌘" : "Ctrl";
