/** What a build pins. webpack's DefinePlugin puts the object in the place of ZEGEL_BUILD. */
export interface BuildConstants {
  /** Path segment of the organisation at the intake. */
  readonly organisation: string;
  /** Origin of the intake, without a slash at the end. */
  readonly intakeUrl: string;
  /** SSHSIG fingerprint ("SHA256:…") of the key that signs the directory. */
  readonly directoryRoot: string;
  /** False in production builds: a demo directory is then refused. */
  readonly allowDemo: boolean;
  /** Only in demo builds; elsewhere the reporter is asked for it once. */
  readonly enrolmentCode: string | null;
  /** Sign-in with Entra ID; null where reporters use the enrolment code or nothing. */
  readonly entra: EntraBuild | null;
  /** Microsoft Graph, without a slash at the end ("https://graph.microsoft.com/v1.0"); null: never asked. */
  readonly graphUrl: string | null;
  /** Ask Exchange on-premises by EWS, which the manifest must allow. */
  readonly ews: boolean;
  /** Address of the organisation's report page, for mails on which no add-in starts; null where there is none. */
  readonly reportPage: string | null;
  /** Address of the forwarding mailbox; null where there is none. */
  readonly forwardTo: string | null;
  readonly version: string;
  readonly build: string;
}

export interface EntraBuild {
  readonly clientId: string;
  /** "https://login.microsoftonline.com/<tenant id>" */
  readonly authority: string;
  /** Scope of our own API: "api://<app id>/Report.Submit". Never an ID token. */
  readonly scope: string;
  /** Scopes of Microsoft Graph: Mail.Read, and Mail.Read.Shared where shared mailboxes are used. */
  readonly graphScopes: readonly string[];
}

declare const ZEGEL_BUILD: BuildConstants;

/** @throws ReferenceError outside a build (a test passes its own constants). */
export function buildConstants(): BuildConstants {
  return ZEGEL_BUILD;
}
