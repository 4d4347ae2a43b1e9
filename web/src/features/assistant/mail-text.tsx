/** A mail to read: to whom, about what, and its text. */
import classes from "./email.module.css";
import type { EmailText } from "./email-text";

export function MailText({ text }: { text: EmailText }) {
  return (
    <div>
      <div className={classes.to}>To {text.to_email}</div>
      <div className={classes.subject}>{text.subject}</div>
      <p className={classes.body}>{text.body}</p>
    </div>
  );
}
