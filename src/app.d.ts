import type { Actor } from '#lib/kernel/actor.ts';
import type { Display } from '#lib/kernel/display.ts';
import type { Operator } from '#lib/operators/rules.ts';
import type { SignedIn } from '#lib/people/rules.ts';

declare global {
	namespace App {
		interface Locals {
			requestId: string;
			/** The 運営主体 named in the address; null on pages of the installation itself. */
			operator: Operator | null;
			/** Who acts inside `operator`; null where there is none. */
			actor: Actor | null;
			/** The signed-in person as pages show them; null for a visitor. */
			signedIn: SignedIn | null;
			display: Display;
		}
		interface Error {
			message: string;
			requestId?: string;
		}
	}
}
