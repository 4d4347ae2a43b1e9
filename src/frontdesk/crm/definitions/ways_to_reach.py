"""Ways to reach somebody: what people call the fields of a telephone number and of a mail address."""

PHONE_WORDS = (
    "mobile", "telephone", "tel", "number", "phone no", "phone number", "cell", "contact no", "contact number",
    "mobile no", "mobile number", "mob no", "telephone number", "telephone no", "cell number", "phone nr",
)  # fmt: skip
MAIL_WORDS = (
    "mail", "e-mail", "email address", "mail id", "email id", "e-mail id", "mail address", "e-mail address",
)  # fmt: skip
