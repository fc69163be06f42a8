import { isSecretariat, type Actor } from '../kernel/actor.ts';
import type { ImportKind } from './vocabulary/index.ts';

/** Files that say where areas lie: boundaries on the ground, or the 町丁目 of each. */
export const areaImportKinds = ['boundaries', 'towns'] as const;
export type AreaImportKind = (typeof areaImportKinds)[number];

export function isAboutAreas(kind: MadeKind): kind is AreaImportKind {
	return areaImportKinds.some((known) => known === kind);
}

/** Everything that is imported. */
export type MadeKind = ImportKind | AreaImportKind;

export function mayImport(actor: Actor): boolean {
	return isSecretariat(actor);
}

/** Why a record stayed when its import was taken back. */
export type Kept = 'changed' | 'used';

/** What an import wrote is remembered this long; after that it cannot be taken back as a whole. */
export const undoDays = 30;

/** A list that nobody confirmed or dropped is thrown away after this time: it is full of contacts. */
export const draftDays = 14;

export function mayStillUndo(made: { madeAt: Date; undoneAt: Date | null }, now: Date): boolean {
	return made.undoneAt === null && now.getTime() - made.madeAt.getTime() < undoDays * 86_400_000;
}
