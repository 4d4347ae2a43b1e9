/** Sign in with mail and password, or with one of the demo's people. */
import { Button, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { answered, api } from "../../api/client";
import { setupQuery } from "../../api/setup";
import { ProblemNotice } from "../../design/problem-notice";
import { TextLink } from "../../design/text-link";
import { DemoSignIns } from "./demo-sign-ins";
import { useEnter } from "./enter";
import { Entrance } from "./entrance";

const route = getRouteApi("/sign-in");

export interface Credentials {
  username: string;
  password: string;
}

export function SignInPage() {
  const { back, ended } = route.useSearch();
  const setup = useQuery(setupQuery).data;
  const enter = useEnter();
  const signIn = useMutation({
    mutationFn: async (credentials: Credentials) => {
      const token = await answered(api.POST("/auth/token", { body: credentials }));
      await enter(token, back);
    },
  });
  const form = useForm<Credentials>({
    mode: "uncontrolled",
    initialValues: { username: "", password: "" },
    validate: {
      username: (value) => (value.trim() === "" ? "Enter your email" : null),
      password: (value) => (value === "" ? "Enter your password" : null),
    },
  });
  return (
    <Entrance
      title="Sign in"
      about={ended ? "Your sign-in has ended. You come back to where you were." : "For staff."}
    >
      <form onSubmit={form.onSubmit((credentials) => signIn.mutate(credentials))}>
        <Stack gap="sm">
          <TextInput
            label="Email"
            type="email"
            autoComplete="username"
            key={form.key("username")}
            {...form.getInputProps("username")}
          />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            key={form.key("password")}
            {...form.getInputProps("password")}
          />
          {signIn.isError && <ProblemNotice error={signIn.error} />}
          <Button type="submit" loading={signIn.isPending}>
            Sign in
          </Button>
        </Stack>
      </form>
      {setup && setup.demo_sign_ins.length > 0 && (
        <DemoSignIns people={setup.demo_sign_ins} onChoose={(credentials) => signIn.mutate(credentials)} />
      )}
      {setup?.registration_open && (
        <Text>
          New here?{" "}
          <TextLink to="/register" size="sm" underline="always">
            Register a workspace
          </TextLink>
        </Text>
      )}
    </Entrance>
  );
}
