import type { Actor } from '../kernel/actor.ts';
import { Refusal } from '../kernel/refusal.ts';
import { whenChanged } from './application.ts';

/**
 * For answers that stay open: after every act of the operator `mayStay` is asked again, with the person's rights of that
 * moment; once it refuses, the stream ends. A visitor without an account has nothing that could be taken away.
 */
export function whileAllowed(
	{ kind, operatorId }: Actor,
	mayStay: () => Promise<unknown>,
): (end: () => void) => () => void {
	return (end) => {
		if (kind !== 'person') return () => undefined;
		let asking = false;
		let askAgain = false;
		async function ask(): Promise<void> {
			askAgain = asking;
			if (asking) return;
			asking = true;
			try {
				await mayStay();
			} catch (refusal) {
				// while the database is away nobody is shown out
				if (refusal instanceof Refusal) return end();
			} finally {
				asking = false;
			}
			if (askAgain) await ask();
		}
		return whenChanged((changed) => {
			if (changed === undefined || changed === operatorId) void ask();
		});
	};
}
