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
  readonly version: string;
  readonly build: string;
}

declare const ZEGEL_BUILD: BuildConstants;

/** @throws ReferenceError outside a build (a test passes its own constants). */
export function buildConstants(): BuildConstants {
  return ZEGEL_BUILD;
}
