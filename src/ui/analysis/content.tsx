/** What the text and the attachments tell: quotes with their places. Nothing is rendered, opened or loaded. */
import type { ReactNode } from "react";
import { formatOctets } from "../format.ts";
import { useAnalysisText } from "./analysis-text.ts";
import { BasisButton, Chosen, type Column, DataTable, Section, type ShowBasis, Tags } from "./parts.tsx";
import type { AttachmentView, BodyView } from "./read-content.ts";
import type { BasisView } from "./read-json.ts";

interface Row {
  readonly what: string;
  readonly text: string;
  readonly note: string;
  readonly basis: BasisView;
}

export function BodySection(props: { readonly body: BodyView | null; readonly onShow: ShowBasis }) {
  const { t, word, language } = useAnalysisText();
  const { body } = props;
  if (body === null) return null;
  const rows: Row[] = [
    ...body.quotes.map((one) => ({ ...one, what: word("quoteKind", one.kind), note: "" })),
    ...body.wallets.map((one) => ({ ...one, what: t("body.wallet"), note: one.currency })),
    ...body.phones.map((one) => ({
      ...one,
      what: t("body.phone"),
      note: [one.number, one.country].filter(Boolean).join(" · "),
    })),
    ...body.mailAddresses.map((one) => ({ ...one, what: t("body.address"), note: "" })),
    ...body.urls.map((one) => ({
      ...one,
      what: t("body.url"),
      note: one.shownAs === null ? one.host : t("body.shownAs", { text: one.shownAs }),
    })),
    ...body.hidden.map((one) => ({ ...one, what: t("body.hidden"), note: word("hiddenHow", one.how) })),
    ...body.remote.map((one) => ({ ...one, what: word("remoteKind", one.kind), note: one.host })),
  ];
  const columns: Column<Row>[] = [
    { id: "what", label: t("body.what"), renderCell: (one) => one.what },
    {
      id: "quote",
      label: t("body.quote"),
      renderCell: (one) => (
        <span className="zegel-stack">
          <Chosen text={one.text} />
          {one.note !== "" && (
            <span className="zegel-dim">
              <Chosen text={one.note} />
            </span>
          )}
        </span>
      ),
    },
    {
      id: "basis",
      label: t("basis.label"),
      renderCell: (one) => <BasisButton basis={one.basis} onShow={props.onShow} />,
    },
  ];
  return (
    <Section title={t("body.title")}>
      <p className="zegel-dim">
        {t("body.read", { count: body.characters })}
        {body.language !== null &&
          ` ${t("body.language", { language: languageName(body.language.code, language) })}`}
        {body.truncated && ` ${t("body.truncated")}`}
      </p>
      <DataTable
        label={t("body.title")}
        columns={columns}
        rows={rows}
        keyOf={(_, index) => index}
        empty={t("body.none")}
      />
    </Section>
  );
}

function languageName(code: string, language: string): string {
  if (!/^[a-z]{2,3}$/.test(code)) return code;
  return new Intl.DisplayNames(language, { type: "language" }).of(code) ?? code;
}

export function AttachmentsSection(props: {
  readonly attachments: readonly AttachmentView[];
  readonly onShow: ShowBasis;
}) {
  const { t, word, language } = useAnalysisText();
  if (props.attachments.length === 0) return null;
  const columns: Column<AttachmentView>[] = [
    {
      id: "name",
      label: t("attachments.name"),
      renderCell: (one) => (
        <span className="zegel-stack">
          <strong>
            <Chosen text={one.name ?? t("unknown")} />
          </strong>
          <span className="zegel-dim">
            {formatOctets(one.octets, language)} · <Chosen text={one.sha256} code />
          </span>
          <BasisButton basis={one.basis} onShow={props.onShow} />
        </span>
      ),
    },
    {
      id: "type",
      label: t("attachments.type"),
      renderCell: (one) => (
        <span className="zegel-stack">
          <Chosen text={one.declaredType} code />
          {one.detectedType !== null && (
            <span>
              {t("attachments.detected")} <Chosen text={one.detectedType} code />
            </span>
          )}
          <Tags texts={one.warnings.map((code) => word("attachmentWarning", code))} />
        </span>
      ),
    },
    {
      id: "metadata",
      label: t("attachments.metadata"),
      renderCell: (one) => <Metadata values={one.metadata} />,
    },
  ];
  return (
    <Section title={t("attachments.title")}>
      <p className="zegel-dim">{t("attachments.note")}</p>
      <DataTable
        label={t("attachments.title")}
        columns={columns}
        rows={props.attachments}
        keyOf={(_, index) => index}
        empty=""
      />
    </Section>
  );
}

function Metadata({ values }: { readonly values: AttachmentView["metadata"] }): ReactNode {
  const { word } = useAnalysisText();
  return (
    <ul className="zegel-plain">
      {values.map(({ key, value }, index) => (
        // biome-ignore lint: metadata of one file never change places
        <li key={`${key} ${index}`}>
          {word("metadataKey", key)}: <Chosen text={value} />
        </li>
      ))}
    </ul>
  );
}
