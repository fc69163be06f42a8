import { createHash } from 'node:crypto';
import type { Actor } from '../../kernel/actor.ts';
import type { Locale } from '../../kernel/display.ts';
import { Refusal, type MessageKey } from '../../kernel/refusal.ts';
import type { Operator } from '../../operators/rules.ts';
import type { Tx } from '../../server/db.ts';
import type { StoredFile } from '../../server/files.ts';
import type { Format } from '../rules.ts';
import type { PaperDocument } from '../document.ts';
import type { PdfPart } from './render.ts';

/**
 * How a room adds a paper: one template (`src/lib/<room>/papers/<name>.typ`), one function that loads its data, and a row in
 * `src/lib/paper-kinds.ts`.
 */
export type PaperKind<Subject = unknown> = {
	/** How the thing is named in the table and in forms: `session.set`. */
	name: string;
	/** What the short address of its papers leads to; none where nothing is typed in. */
	addressOf: ((subjectId: string) => { kind: string; path: string }) | null;
	formats: readonly Format[];
	/** One paper is made for all, as a visitor sees the subject; else each belongs to who asked for it. */
	isForAll: boolean;
	/** The subject as this actor sees it; refuses whoever may not have its papers. */
	open: (tx: Tx, actor: Actor, subjectId: string) => Promise<Subject>;
	/** What stands in the file's name and on each page. */
	titleOf: (subject: Subject, locale: Locale) => string;
	/** Where the page of the paper leads back to. */
	backOf: (subject: Subject) => { path: string; label: string };
	/** Changes when the paper would look different; '' where each is made anew. */
	versionOf: (subject: Subject) => string;
	parts: readonly PaperPart<Subject>[];
};

export type Given<Subject> = {
	tx: Tx;
	actor: Actor;
	subject: Subject;
	operator: Operator;
	locale: Locale;
	/** How many sheets of this part; 0 where that is no question. */
	copies: number;
	at: Date;
	/** The content of a file that this subject has. */
	contentOf: (file: StoredFile) => Promise<Uint8Array>;
	/** The short address with its picture, or null. */
	entry: Entry | null;
};

export type Entry = {
	/** The whole address, for the picture. */
	address: string;
	/** A QR code of the address with these words behind the question mark, as SVG. */
	qr: (query: Readonly<Record<string, number>>) => Promise<string>;
};

export type PaperPart<Subject> = {
	name: string;
	title: MessageKey;
	hint: MessageKey;
	copies?: {
		label: MessageKey;
		suggested: (tx: Tx, actor: Actor, subject: Subject) => Promise<number>;
	};
	/** Names of people stand on it. */
	hasNames?: boolean;
	/** Ticked from the beginning. */
	isUsual: boolean;
	/** There is something to print; parts are offered only then. */
	isThere?: (tx: Tx, actor: Actor, subject: Subject) => Promise<boolean>;
	load: (given: Given<Subject>) => Promise<Loaded>;
};

/** A template with its data, or a text that can be had as Word too. */
export type Loaded = PdfPart | { document: PaperDocument; pictures?: readonly Picture[] };

/** A picture of a text; its name ends with what it is: `….jpg`, `….png`. */
export type Picture = { name: string; content: Uint8Array };

export type PaperKinds = ReadonlyMap<string, PaperKind>;

export function paperKindsOf(kinds: readonly PaperKind[]): PaperKinds {
	return new Map(kinds.map((kind) => [kind.name, kind]));
}

export function kindOrRefuse(kinds: PaperKinds, name: string): PaperKind {
	const kind = kinds.get(name);
	if (!kind) throw new Refusal('not-found', 'refusal_not_found');
	return kind;
}

/** As whom a subject is opened: what is for all shows what a visitor sees, whoever asks for it. */
export function readerOf({ isForAll }: PaperKind, actor: Actor): Actor {
	return isForAll ? { kind: 'anyone', operatorId: actor.operatorId } : actor;
}

/** A version for {@link PaperKind.versionOf} that changes with anything in what is printed. */
export function versionOfContent(content: unknown): string {
	return createHash('sha256').update(JSON.stringify(content)).digest('base64url');
}

/** The chosen parts in the order in which they are printed. */
export function partsIn(kind: PaperKind, names: readonly string[]): PaperPart<unknown>[] {
	return kind.parts.filter(({ name }) => names.includes(name));
}

/** Hides of what a kind's subject is, so that kinds of all rooms stand in one list. */
export function aKind<Subject>(kind: PaperKind<Subject>): PaperKind {
	// the cast is safe: whatever `open` gave is only ever handed to the functions of the same kind
	return kind as unknown as PaperKind;
}

/** Where the papers of something are typed in. */
export function typedInAt(kinds: PaperKinds, { kind, id }: { kind: string; id: string }): string {
	const paths = [...kinds.values()].flatMap((one) => one.addressOf?.(id) ?? []);
	const found = paths.find((path) => path.kind === kind);
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	return found.path;
}
