/** What a slider asks while it moves: at most one question on its way, then the newest. No DOM. */
import type { Ask } from "../shared/model";
import { toPlain, type Study } from "./document";
import { found, type Found } from "./facts";

export class Trying {
  private busy = false;
  private next: Study | null = null;
  private turn = 0;

  constructor(private readonly ask: Ask, private readonly show: (found: Found, study: Study) => void) {}

  want(study: Study): void {
    this.next = study;
    if (!this.busy) void this.go();
  }

  /** What is still on its way isn't wanted any more. */
  forget(): void {
    this.next = null;
    this.turn += 1;
  }

  private async go(): Promise<void> {
    this.busy = true;
    while (this.next) {
      const study = this.next;
      const turn = this.turn;
      this.next = null;
      const { answer, files } = await this.ask({ ask: "try", study: toPlain(study) });
      if (answer.ok && files.length === 2 && turn === this.turn) this.show(found(files[0]!, files[1]!), study);
    }
    this.busy = false;
  }
}
