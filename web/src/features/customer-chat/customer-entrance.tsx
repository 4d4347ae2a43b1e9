/** Sign in or register as a customer of one bot. */
import { Anchor, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type Api, answered } from "../../api/client";
import { asProblem, reasonsByField } from "../../api/problem";
import type { PublicBot } from "../../api/types";
import { ProblemNotice } from "../../design/problem-notice";
import classes from "./chat.module.css";

interface CustomerEntranceProps {
  bot: PublicBot;
  api: Api;
  onEnter: (token: string) => void;
}

interface Given {
  email: string;
  password: string;
  name: string;
}

export function CustomerEntrance({ bot, api, onEnter }: CustomerEntranceProps) {
  const [isNew, setNew] = useState(false);
  const enter = useMutation({
    mutationFn: async (given: Given) => onEnter(await tokenFor(api, bot.id, given, isNew)),
  });
  const reasons = enter.error ? reasonsByField(asProblem(enter.error)) : {};

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    enter.mutate({
      email: String(fields.get("email")),
      password: String(fields.get("password")),
      name: String(fields.get("name") ?? ""),
    });
  }

  return (
    <main className={classes.alone}>
      <p className={classes.company}>{bot.company || bot.name}</p>
      <h1>{isNew ? "Register" : "Sign in"}</h1>
      <p>{bot.name} answers customers who are signed in.</p>
      <form onSubmit={submit}>
        <Stack gap="sm">
          {isNew && (
            <TextInput size="md" label="Your name" name="name" autoComplete="name" error={reasons.name} />
          )}
          <TextInput
            size="md"
            label={isNew ? "Email" : "Email or user name"}
            name="email"
            type={isNew ? "email" : "text"}
            required
            autoComplete="username"
            error={reasons.email ?? reasons.username}
          />
          <PasswordInput
            size="md"
            label="Password"
            name="password"
            required
            minLength={isNew ? 8 : undefined}
            description={isNew ? "At least 8 characters" : undefined}
            autoComplete={isNew ? "new-password" : "current-password"}
            error={reasons.password}
          />
          {enter.isError && <ProblemNotice error={enter.error} />}
          <Button type="submit" size="md" loading={enter.isPending}>
            {isNew ? "Register" : "Sign in"}
          </Button>
        </Stack>
      </form>
      <Anchor
        component="button"
        type="button"
        underline="always"
        onClick={() => {
          enter.reset();
          setNew(!isNew);
        }}
      >
        {isNew ? "I already have a sign-in" : "I am new here"}
      </Anchor>
    </main>
  );
}

async function tokenFor(api: Api, botId: number, given: Given, isNew: boolean): Promise<string> {
  const { email, password, name } = given;
  const params = { path: { bot_id: String(botId) } };
  const token = isNew
    ? await answered(
        api.POST("/api/v1/auth/{bot_id}/register", {
          params,
          body: { email, password, name: name || undefined },
        }),
      )
    : await answered(
        api.POST("/api/v1/auth/{bot_id}/login", { params, body: { username: email, password } }),
      );
  return token.access_token;
}
