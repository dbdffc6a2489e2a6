import { CheckmarkCircleRegular, DismissCircleRegular, SubtractCircleRegular } from "@fluentui/react-icons";
import type { VerificationReport } from "../../core/verify/report.ts";
import { Notice, Section, useConsoleText } from "./bits.tsx";

const INTENTS = { verified: "success", consistent: "warning", "not-verified": "error" } as const;

/** The outcome in words, above everything else: never only a colour. */
export function OutcomeNotice({ outcome, checks }: VerificationReport) {
  const { t, word } = useConsoleText();
  const failed = checks.filter((check) => check.status === "failed");
  return (
    <Notice intent={INTENTS[outcome]} title={t(`outcome.${outcome}`)} urgent={outcome === "not-verified"}>
      {t(`outcome.${outcome}Text`)} {failed.map(({ claim }) => `“${word("checks.claim", claim)}”`).join(", ")}
    </Notice>
  );
}

const ICONS = {
  passed: CheckmarkCircleRegular,
  failed: DismissCircleRegular,
  "not-checked": SubtractCircleRegular,
};

/** Claim by claim: what was checked, against which anchor, and what was not. */
export function ChecksList({ report }: { readonly report: VerificationReport }) {
  const { t, word } = useConsoleText();
  return (
    <Section title={t("checks.title")}>
      <ul className="console-checks">
        {report.checks.map((check, index) => {
          const Icon = ICONS[check.status];
          return (
            <li key={`${check.claim} ${index}`} data-status={check.status}>
              <Icon aria-hidden />
              <div>
                <p>
                  <strong>{t(`checks.${check.status}`)}</strong> · {word("checks.claim", check.claim)}
                </p>
                {check.code !== null && (
                  <p>
                    {word("error", check.code)} <code>{check.code}</code>
                  </p>
                )}
                <p className="zegel-dim">
                  {check.anchor !== null && (
                    <>
                      {t("checks.against")} <code>{check.anchor}</code>{" "}
                    </>
                  )}
                  <span lang="en">{check.detail}</span>
                </p>
              </div>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
