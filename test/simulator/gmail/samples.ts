/** Answers and a deployment as Google's pages describe them, written by us: every kind of widget that Gmail shows. */

const onClick = {
  action: {
    function: "https://add-on.example/report",
    parameters: [
      { key: "ticket", value: "1" },
      { key: "scope", value: "mail" },
    ],
    loadIndicator: "SPINNER",
    persistValues: true,
    requiredWidgets: ["note"],
  },
};
const color = { red: 0, green: 0.2, blue: 1 };

export const goodCard = {
  name: "form",
  header: {
    title: "Zegel",
    subtitle: "Report",
    imageUrl: "https://add-on.example/logo.png",
    imageAltText: "Logo",
    imageType: "CIRCLE",
  },
  sectionDividerStyle: "NO_DIVIDER",
  displayStyle: "REPLACE",
  peekCardHeader: { title: "Zegel" },
  cardActions: [{ actionLabel: "Help", onClick: { openLink: { url: "https://help.example/x" } } }],
  sections: [
    {
      header: "<b>What</b> was found",
      collapsible: true,
      uncollapsibleWidgetsCount: 1,
      widgets: [
        {
          textParagraph: {
            text: '<b>Bold</b> <i>and <u>both</u></i> <s>no</s><br><font color="#aa0000">red</font> &amp; <a href="https://help.example/y">more</a> <time>2026-03-01 10:00</time>',
            maxLines: 3,
          },
        },
        {
          decoratedText: {
            topLabel: "From",
            text: "A &lt;b&gt; C",
            wrapText: true,
            bottomLabel: "so they say",
            startIcon: { knownIcon: "EMAIL", altText: "Mail" },
            switchControl: { name: "urgent", value: "yes", selected: true, controlType: "SWITCH" },
          },
        },
        { divider: {} },
      ],
    },
    {
      widgets: [
        { textInput: { name: "note", label: "Note", type: "MULTIPLE_LINE", value: "a < b" } },
        {
          textInput: {
            name: "word",
            hintText: "One word",
            validation: { characterLimit: 20, inputType: "TEXT" },
            initialSuggestions: { items: [{ text: "yes" }] },
          },
        },
        {
          selectionInput: {
            name: "kind",
            label: "Kind",
            type: "RADIO_BUTTON",
            items: [
              { text: "Threat", value: "threat", selected: true },
              { text: "Other", value: "other", selected: false },
            ],
          },
        },
        {
          dateTimePicker: {
            name: "when",
            label: "When",
            type: "DATE_AND_TIME",
            valueMsEpoch: "1672574400000",
            timezoneOffsetDate: 60,
          },
        },
        { image: { imageUrl: "https://add-on.example/how.png", altText: "How to", onClick } },
        {
          grid: {
            title: "Pictures",
            columnCount: 2,
            borderStyle: { type: "STROKE", strokeColor: color, cornerRadius: 4 },
            items: [
              {
                id: "1",
                title: "One",
                subtitle: "first",
                layout: "TEXT_BELOW",
                image: {
                  imageUri: "https://add-on.example/1.png",
                  altText: "1",
                  cropStyle: { type: "RECTANGLE_CUSTOM", aspectRatio: 1.5 },
                },
              },
            ],
            onClick,
          },
        },
        { chipList: { layout: "WRAPPED", chips: [{ label: "Chip", onClick }] } },
        {
          buttonList: {
            buttons: [
              { text: "Report", color, onClick, altText: "Reports it", disabled: false },
              { icon: { iconUrl: "https://add-on.example/i.png" }, onClick: { openLink: openLink() } },
              { text: "Call", onClick: { openLink: { url: "tel:+31201234567" } } },
              { text: "Mail", onClick: { openLink: { url: "mailto:desk@example.org" } } },
              { text: "Card", onClick: { card: { sections: [{ widgets: [{ divider: {} }] }] } } },
              {
                text: "More",
                onClick: { overflowMenu: { items: [{ text: "One", onClick, disabled: true }] } },
              },
            ],
          },
        },
      ],
    },
  ],
  fixedFooter: {
    primaryButton: { text: "Report", color, onClick },
    secondaryButton: { text: "All", color, onClick },
  },
};

function openLink() {
  return { url: "https://help.example/", openAs: "OVERLAY", onClose: "RELOAD" };
}

export const goodTrigger = { action: { navigations: [{ pushCard: goodCard }] } };

export const goodClick = {
  renderActions: {
    action: {
      navigations: [{ popToRoot: true }, { updateCard: goodCard }, { pop: true }, { popToCard: "form" }],
      notification: { text: "Reported" },
      link: { url: "https://help.example/receipt" },
    },
  },
  stateChanged: true,
};

const auth = "https://www.googleapis.com/auth/";

export const goodDeployment = {
  oauthScopes: [
    `${auth}gmail.addons.execute`,
    `${auth}gmail.addons.current.message.readonly`,
    "openid",
    `${auth}userinfo.email`,
    `${auth}script.locale`,
  ],
  addOns: {
    common: {
      name: "Zegel",
      logoUrl: "https://add-on.example/logo.png",
      layoutProperties: { primaryColor: "#0f4c81" },
      useLocaleFromApp: true,
      homepageTrigger: { runFunction: "https://add-on.example/home", enabled: true },
      universalActions: [{ label: "Help", openLink: "https://help.example/" }],
      openLinkUrlPrefixes: ["https://help.example/", "report.example"],
    },
    gmail: {
      contextualTriggers: [{ unconditional: {}, onTriggerFunction: "https://add-on.example/message" }],
    },
    httpOptions: { authorizationHeader: "SYSTEM_ID_TOKEN", granularOauthPermissionSupport: "OPT_IN" },
  },
};

export type Step = string | number;

/** A copy with one place changed; undefined takes it away. */
export function changed(value: unknown, path: readonly Step[], to: unknown): unknown {
  const copy = structuredClone(value);
  const [last, ...before] = path.toReversed();
  let place = copy as Record<Step, unknown>;
  for (const step of before.toReversed()) place = place[step] as Record<Step, unknown>;
  if (last === undefined) return to;
  if (to === undefined) delete place[last];
  else place[last] = to;
  return copy;
}

/** "a.b[0].c" */
export function pathOf(text: string): Step[] {
  return [...text.matchAll(/[^.[\]]+/g)].map(([part]) => (/^\d+$/.test(part) ? Number(part) : part));
}
