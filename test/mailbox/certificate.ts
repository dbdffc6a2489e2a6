/** A key and a certificate of its own, made by openssl. */
import { spawnSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface CertificateFiles {
  readonly keyFile: string;
  readonly certFile: string;
}

/** @throws Error that says what to install. */
export function makeCertificate(folder: string, name = "zegel.org.example"): CertificateFiles {
  const files = { keyFile: join(folder, `${name}.key.pem`), certFile: join(folder, `${name}.cert.pem`) };
  const key = [
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:prime256v1",
    "-nodes",
    "-keyout",
    files.keyFile,
  ];
  const certificate = ["-subj", `/CN=${name}`, "-days", "2", "-out", files.certFile];
  const { status } = spawnSync("openssl", ["req", "-x509", ...key, ...certificate]);
  if (status !== 0) throw new Error("openssl is needed for this test (Debian: apt-get install openssl)");
  return files;
}

/** SHA-256, "AA:BB:…", as postfix compares it. */
export function certificateFingerprint({ certFile }: CertificateFiles): string {
  return new X509Certificate(readFileSync(certFile)).fingerprint256;
}
