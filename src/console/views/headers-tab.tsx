import { Link } from "@fluentui/react-components";
import type { ShowBasis } from "../../ui/analysis/parts.tsx";
import type { ShownField, ShownMessage } from "../shown-report.ts";
import { Chosen, type Column, DataTable, useConsoleText } from "./bits.tsx";

export function HeadersTab(props: { readonly message: ShownMessage; readonly onShow: ShowBasis }) {
  const { t } = useConsoleText();
  const { fields, fieldCount } = props.message;
  const columns: Column<ShownField>[] = [
    { id: "name", label: t("headers.name"), renderCell: (field) => <Chosen text={field.name} code /> },
    { id: "body", label: t("headers.body"), renderCell: (field) => <Chosen text={field.body} code /> },
    {
      id: "offset",
      label: t("headers.offset"),
      renderCell: (field) => (
        <Link
          as="button"
          title={t("headers.show")}
          onClick={() => props.onShow({ field: field.name, offset: field.offset, octets: field.octets })}
        >
          {field.offset}
        </Link>
      ),
    },
  ];
  return (
    <>
      <h2>{t("headers.title")}</h2>
      <p className="zegel-dim">
        {fields.length < fieldCount
          ? t("headers.shown", { shown: fields.length, count: fieldCount })
          : t("headers.count", { count: fieldCount })}
      </p>
      <DataTable
        label={t("headers.title")}
        columns={columns}
        rows={fields}
        keyOf={(field) => field.offset}
        empty={t("headers.none")}
      />
    </>
  );
}
