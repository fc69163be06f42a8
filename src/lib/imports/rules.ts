import { isSecretariat, type Actor } from '../kernel/actor.ts';

export function mayImport(actor: Actor): boolean {
	return isSecretariat(actor);
}

/** Why a record stayed when its import was taken back. */
export type Kept = 'changed' | 'used';

/** What an import wrote is remembered this long; after that it cannot be taken back as a whole. */
export const undoDays = 30;

export function mayStillUndo(made: { madeAt: Date; undoneAt: Date | null }, now: Date): boolean {
	return made.undoneAt === null && now.getTime() - made.madeAt.getTime() < undoDays * 86_400_000;
}
