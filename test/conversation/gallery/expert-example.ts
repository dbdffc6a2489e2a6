/** An invented mail as an expert would see it, with everything that the screen must survive: forged, hostile, long. */
import { analyseMessage } from "../../../src/core/analysis/analyse.ts";
import { utf8 } from "../../../src/core/base/bytes.ts";
import type { ExpertView } from "../../../src/workflow/expert-view.ts";

export const EXAMPLE_MAIL = [
  "Return-Path: <notice.desk.55120@gmail.com>",
  "Received: from mail-lj1-f177.google.com (mail-lj1-f177.google.com [209.85.208.177])",
  " by mx.voorbeeld.example with ESMTPS id 4Xk2Lq1Zz9; Tue, 17 Nov 2026 23:04:08 +0100 (CET)",
  "Received: by mail-lj1-f177.google.com with SMTP id 38308e7fff4ca-2fb6110c8e1so44713991fa.1",
  " for <sanne.dewit@voorbeeld.example>; Tue, 17 Nov 2026 14:04:05 -0800 (PST)",
  "Received: from LAPTOP-7Q2 ([192.0.2.44])",
  " by smtp.gmail.com with ESMTPSA id 38308e7fff4ca-2ff5988b5ccsm21054041fa.61.2026.11.17.14.04.03",
  " for <sanne.dewit@voorbeeld.example>; Tue, 17 Nov 2026 14:04:04 -0800 (PST)",
  "Received: from gateway.voorbeeld.example (gateway.voorbeeld.example [10.1.2.3])",
  " by relay.example.org with ESMTP id 17; Tue, 17 Nov 2026 22:11:00 +0000",
  "Authentication-Results: mx.voorbeeld.example; dkim=pass header.d=gmail.com;",
  " spf=pass smtp.mailfrom=notice.desk.55120@gmail.com; dmarc=pass header.from=gmail.com",
  "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=gmail.com; s=20230601;",
  " t=1794953044; x=1795557844; h=to:subject:message-id:date:from:mime-version;",
  " bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; b=AAAA",
  'From: "Security \u202Eksed" <notice.desk.55120@gmail.com>',
  "Reply-To: <answers@inbox.example.net>",
  "To: sanne.dewit@voorbeeld.example",
  "Subject: <b>Your 48 hours</b> have started",
  "Message-ID: <CAFx7Qe+2Lk9vT1o4nB3mJ6rY8sW5uZ0aH=dKcP@mail.gmail.com>",
  "Date: Sat, 14 Nov 2026 09:00:00 +0100",
  "X-Mailer: Microsoft Outlook Express 6.00.2900.5512",
  "MIME-Version: 1.0",
  'Content-Type: multipart/alternative; boundary="000000000000a1b2c30648f1d2e3f4"',
  `X-Long: ${"x".repeat(3000)}`,
  "",
  "--000000000000a1b2c30648f1d2e3f4",
  "Content-Type: text/plain; charset=utf-8",
  "",
  "Resign before Friday 20 November 18:00 or everyone will read it.",
  "--000000000000a1b2c30648f1d2e3f4--",
  "",
].join("\r\n");

export async function exampleView(): Promise<ExpertView> {
  const octets = utf8(EXAMPLE_MAIL);
  const analysis = await analyseMessage(octets, {
    provenance: "host-api",
    capture: "regenerated",
    ownHosts: ["voorbeeld.example"],
  });
  return { analysis, source: octets, sourceOctets: octets.length };
}
