import { describe, expect, it } from "vitest";
import { asProblem, ProblemError, problemFrom, reasonsByField } from "./problem";

describe("problemFrom", () => {
  it("keeps the server's words, lines and fields", () => {
    const problem = problemFrom(422, {
      title: "Not valid",
      detail: "faqs.csv was not taken in.",
      errors: [
        { line: 3, reason: "the answer is empty" },
        { field: "email", reason: "is taken" },
      ],
    });
    expect(problem.detail).toBe("faqs.csv was not taken in.");
    expect(problem.items).toEqual([
      { line: 3, field: undefined, reason: "the answer is empty" },
      { line: undefined, field: "email", reason: "is taken" },
    ]);
    expect(reasonsByField(problem)).toEqual({ email: "is taken" });
  });

  it("has words of its own where the server sent none", () => {
    expect(problemFrom(404, null).detail).toContain("does not exist");
    expect(problemFrom(418, "<html>").detail).toBe("Something went wrong. Try again.");
  });

  it("reads how long to wait", () => {
    expect(problemFrom(429, {}, "30").retryAfterSeconds).toBe(30);
    expect(problemFrom(429, {}, null).retryAfterSeconds).toBeNull();
  });

  it("knows what may pass by itself", () => {
    expect([0, 429, 503].map((status) => problemFrom(status, {}).isTemporary)).toEqual([true, true, true]);
    expect([400, 404, 422, 500].some((status) => problemFrom(status, {}).isTemporary)).toBe(false);
  });
});

describe("asProblem", () => {
  it("takes a failed connection for a server out of reach", () => {
    const problem = asProblem(new TypeError("Failed to fetch"));
    expect(problem.status).toBe(0);
    expect(problem.detail).toContain("cannot be reached");
  });

  it("lets a problem through", () => {
    const problem = new ProblemError(409, "In conflict", "Changed meanwhile.");
    expect(asProblem(problem)).toBe(problem);
  });
});
