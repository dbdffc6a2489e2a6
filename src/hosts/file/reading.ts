/** What one reading has found so far, and what it may still take. */
import { EvidenceError } from "../../core/base/errors.ts";
import type { FoundMail, LeftOut, LeftOutCode } from "./found-mail.ts";
import type { Limits } from "./limits.ts";
import { isCompanion, shownName } from "./names.ts";

export type Facts = FoundMail["item"];

/** A file, or what lay in one: octets, and what is known of where they lay. */
export interface Piece {
  readonly id: string;
  /** Within everything that was handed in, containers included: for people. */
  readonly place: string;
  /** As the file system or the container gives it. */
  readonly name: string;
  readonly octets: Blob;
  /** The first 64 KiB, or all where it has fewer. */
  readonly start: Uint8Array;
  readonly facts: Facts;
  /** ZIPs around it. */
  readonly depth: number;
}

/** Milliseconds that a reading works on without letting others work. */
const TURN_MS = 30;

export class Reading {
  readonly mails: FoundMail[] = [];
  readonly submissions: { readonly name: string; readonly octets: Blob }[] = [];
  readonly leftOut: LeftOut[] = [];
  moreLeftOut = 0;
  readonly limits: Limits;
  readonly signal: AbortSignal;
  readonly #onProgress: (done: number) => void;
  #done = 0;
  #shown = 0;
  #unpacked = 0;
  #turnEnds = performance.now() + TURN_MS;

  /** @param onProgress - Gets files that were looked at; between two whole numbers within a large one. */
  constructor(limits: Limits, signal: AbortSignal, onProgress: (done: number) => void) {
    this.limits = limits;
    this.signal = signal;
    this.#onProgress = onProgress;
  }

  /** Octets that may still be unpacked from ZIPs; below zero: too many were. */
  get room(): number {
    return this.limits.inflatedOctets - this.#unpacked;
  }

  get mailsLeft(): number {
    return this.limits.mails - this.mails.length;
  }

  /** How much there is to say so far. */
  get told(): number {
    return this.mails.length + this.submissions.length + this.leftOut.length + this.moreLeftOut;
  }

  spend(octets: number): void {
    this.#unpacked += octets;
  }

  /** @param place - Named where it is left out. */
  take(mail: FoundMail, place: string): void {
    const { size } = mail.octets;
    if (size === 0) this.leaveOut(place, "empty");
    else if (size > this.limits.mailOctets) this.leaveOut(place, "too-large");
    else if (this.mailsLeft <= 0) this.leaveOut(place, "too-many");
    else this.mails.push(mail);
  }

  leaveOut(place: string, code: LeftOutCode): void {
    if ((code === "not-a-mail" || code === "empty") && isCompanion(place)) return;
    if (this.leftOut.length < this.limits.listedLeftOut) this.leftOut.push({ name: shownName(place), code });
    else this.moreLeftOut++;
  }

  /** @param done - Files that were looked at. */
  advance(done: number): void {
    this.#done = done;
    this.#shown = done;
    this.#onProgress(done);
  }

  /** In steps of a hundredth, and never backwards. @param fraction - Of the file that is being read, or of one in it. */
  advanceWithin(fraction: number): void {
    const done = this.#done + Math.min(fraction, 0.99);
    if (done < this.#shown + 0.01) return;
    this.#shown = done;
    this.#onProgress(done);
  }

  /**
   * Lets others work where it is time. Reading a file does not: where it lies in memory, its promise is kept before any
   * event is looked at.
   *
   * @throws EvidenceError CANCELLED.
   */
  async pause(): Promise<void> {
    if (performance.now() >= this.#turnEnds) {
      await new Promise((resolve) => setTimeout(resolve));
      this.#turnEnds = performance.now() + TURN_MS;
    }
    if (this.signal.aborted) throw new EvidenceError("CANCELLED", "stopped while files were read");
  }
}
