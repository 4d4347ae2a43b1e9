/** A mail to read: to whom, about what, and its text. */
import classes from "./email.module.css";

export interface EmailText {
  to_email: string;
  subject: string;
  body: string;
}

export function textOf(record: Record<string, unknown>): EmailText {
  const text = (name: string) => (typeof record[name] === "string" ? record[name] : "");
  return { to_email: text("to_email"), subject: text("subject"), body: text("body") };
}

export function MailText({ text }: { text: EmailText }) {
  return (
    <div>
      <div className={classes.to}>To {text.to_email}</div>
      <div className={classes.subject}>{text.subject}</div>
      <p className={classes.body}>{text.body}</p>
    </div>
  );
}
