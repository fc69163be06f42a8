import { and, desc, eq, ne } from 'drizzle-orm';
import { personOf, type Actor } from '../../kernel/actor.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Tx } from '../../server/db.ts';
import { listFiles, type StoredFile } from '../../server/files.ts';
import { isAvailable, mayTake, type PaperOffer } from '../rules.ts';
import { kindOrRefuse, readerOf, type PaperKind, type PaperKinds } from './kinds.ts';
import { paperAddresses, papers } from './tables.ts';

export type Paper = typeof papers.$inferSelect;

export type PaperPage = {
	paper: Paper;
	kind: PaperKind;
	title: string;
	back: { path: string; label: string };
	/** One for all, of something that reads differently by now: nobody gets it any more. */
	isOutdated: boolean;
};

/**
 * A paper for who asked for it, or for everybody who may see its subject; asked anew each time, because rights end while a
 * paper lies here.
 */
export async function paperOrRefuse(
	tx: Tx,
	actor: Actor,
	kinds: PaperKinds,
	id: string,
): Promise<PaperPage> {
	const [paper] = await tx
		.select()
		.from(papers)
		.where(and(eq(papers.operatorId, actor.operatorId), eq(papers.id, id)));
	if (!paper || !mayTake(actor, paper)) throw new Refusal('not-found', 'refusal_not_found');
	const kind = kindOrRefuse(kinds, paper.kind);
	const subject = await kind.open(tx, readerOf(kind, actor), paper.subjectId);
	return {
		...{ paper, kind, title: kind.titleOf(subject, paper.locale), back: kind.backOf(subject) },
		isOutdated: kind.isForAll && kind.versionOf(subject) !== paper.version,
	};
}

/** The file itself, as long as it is there. */
export async function paperFileOrRefuse(
	tx: Tx,
	actor: Actor,
	kinds: PaperKinds,
	{ id, now }: { id: string; now: Date },
): Promise<StoredFile> {
	const { paper, isOutdated } = await paperOrRefuse(tx, actor, kinds, id);
	if (isOutdated || !isAvailable(paper, now)) throw new Refusal('not-found', 'refusal_not_found');
	const files = await listFiles(tx, actor.operatorId, 'paper', [id]);
	const found = files.find((file) => file.id === paper.fileId);
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	return found;
}

/** What this actor can have printed of a subject, and what they asked for lately. */
export async function offersFor(
	tx: Tx,
	actor: Actor,
	kind: PaperKind,
	subjectId: string,
): Promise<{
	offers: PaperOffer[];
	usual: string[];
	lately: Paper[];
	back: { path: string; label: string };
}> {
	const subject = await kind.open(tx, actor, subjectId);
	const offers: PaperOffer[] = [];
	const usual: string[] = [];
	for (const { name, title, hint, copies, isThere, isUsual } of kind.parts) {
		if (isThere && !(await isThere(tx, actor, subject))) continue;
		const suggested = copies ? await copies.suggested(tx, actor, subject) : null;
		offers.push({ name, title, hint, copies: suggested, copiesLabel: copies?.label ?? null });
		if (isUsual) usual.push(name);
	}
	const lately = await latelyAsked(tx, actor, kind.name, subjectId);
	return { offers, usual, lately, back: kind.backOf(subject) };
}

async function latelyAsked(
	tx: Tx,
	actor: Actor,
	kind: string,
	subjectId: string,
): Promise<Paper[]> {
	const person = personOf(actor);
	if (!person) return [];
	return tx
		.select()
		.from(papers)
		.where(
			and(
				eq(papers.operatorId, actor.operatorId),
				eq(papers.kind, kind),
				eq(papers.subjectId, subjectId),
				eq(papers.askedBy, person),
				ne(papers.state, 'expired'),
			),
		)
		.orderBy(desc(papers.askedAt))
		.limit(5);
}

/** What a short address stands for; where it leads asks for its own rights. */
export async function addressOrRefuse(
	tx: Tx,
	actor: Actor,
	code: string,
): Promise<{ kind: string; id: string }> {
	const [found] = await tx
		.select({ kind: paperAddresses.subjectKind, id: paperAddresses.subjectId })
		.from(paperAddresses)
		.where(and(eq(paperAddresses.operatorId, actor.operatorId), eq(paperAddresses.code, code)));
	if (!found) throw new Refusal('not-found', 'refusal_not_found');
	return found;
}

/** The code that is printed, of something that has papers. */
export async function codeOf(
	tx: Tx,
	operatorId: string,
	subject: { kind: string; id: string },
): Promise<string | undefined> {
	const [found] = await tx
		.select({ code: paperAddresses.code })
		.from(paperAddresses)
		.where(
			and(
				eq(paperAddresses.operatorId, operatorId),
				eq(paperAddresses.subjectKind, subject.kind),
				eq(paperAddresses.subjectId, subject.id),
			),
		);
	return found?.code;
}
