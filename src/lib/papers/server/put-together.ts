import type { Actor } from '../../kernel/actor.ts';
import type { Locale } from '../../kernel/display.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Operator } from '../../operators/rules.ts';
import { operatorById } from '../../operators/server/queries.ts';
import { m } from '../../paraglide/messages.js';
import { personActor } from '../../people/server/actors.ts';
import type { Context } from '../../server/command.ts';
import type { Tx } from '../../server/db.ts';
import { contentOfFile, type StoredFile } from '../../server/files.ts';
import { qrSvg } from '../../server/qr.ts';
import { withoutPictures } from '../document.ts';
import { renderDocx } from './docx.ts';
import { kindOrRefuse, partsIn, type Entry, type Loaded, type PaperKind } from './kinds.ts';
import type { Workshop } from './make.ts';
import { codeOf, type Paper } from './queries.ts';
import { renderPdf, type PdfOrder, type PdfPart } from './render.ts';
import { NoTypst } from './typst.ts';
import { commonWords } from './words.ts';

export type Made = { content: Uint8Array; title: string; pages: number | null; missing: number };

/** Loads part after part as the person who asked may see it today, and sets them as one document. */
export async function putTogether(
	context: Context,
	paper: Paper,
	{ config, kinds }: Workshop,
	progress: (done: number) => Promise<void>,
): Promise<Made> {
	const { database, now } = context;
	const { locale, copies } = paper;
	const at = now();
	const kind = kindOrRefuse(kinds, paper.kind);
	const asker = await askerOf(context, paper);
	const { operator, subject, entry } = await database.as(asker, async (tx) => {
		const operator = await operatorById(tx, paper.operatorId);
		if (!operator) throw new Refusal('not-found', 'refusal_not_found');
		const subject = await kind.open(tx, asker, paper.subjectId);
		return { operator, subject, entry: await entryOf(tx, kind, paper, { operator, config }) };
	});
	const loaded: Loaded[] = [];
	const contentOf = (file: StoredFile) => contentOfFile(config.dataFolder, file);
	for (const part of partsIn(kind, paper.parts)) {
		const given = {
			...{ subject, operator, locale, copies: copies[part.name] ?? 0, at, entry },
			contentOf,
		};
		loaded.push(await database.as(asker, (tx) => part.load({ ...given, tx, actor: asker })));
		await progress(loaded.length);
	}
	const title = kind.titleOf(subject, locale);
	const words = commonWords(locale);
	const pictures = loaded.flatMap((one) => ('document' in one ? (one.pictures ?? []) : []));
	if (paper.format === 'docx') {
		const documents = loaded.map(documentIn);
		const order = { title, author: operator.name, locale, documents, pictures };
		return { content: await renderDocx(order), title, pages: null, missing: 0 };
	}
	const orderOf = (parts: readonly Loaded[]): PdfOrder => ({
		...{ title, author: operator.name, language: locale === 'en' ? 'en' : 'ja' },
		common: { title, operator: operator.name, words, address: entry?.address ?? '' },
		parts: parts.map(asPart),
		pictures,
	});
	const pdf = await renderPdf(orderOf(loaded), at).catch((failure: unknown) => {
		// a picture that browsers show and typst cannot read
		if (pictures.length === 0 || failure instanceof NoTypst) throw failure;
		return renderPdf(orderOf(loaded.map((one) => inWordsOnly(one, locale))), at);
	});
	return { ...pdf, title };
}

function inWordsOnly(loaded: Loaded, locale: Locale): Loaded {
	if (!('document' in loaded)) return loaded;
	const inWords = (alt: string) => m.papers_picture({ alt }, { locale });
	return { document: withoutPictures(loaded.document, inWords) };
}

/** The person with their roles of today; whoever has left gets nothing any more. */
async function askerOf({ database, actor, now }: Context, paper: Paper): Promise<Actor> {
	const { operatorId, askedBy } = paper;
	if (!askedBy) return { kind: 'anyone', operatorId };
	const asker = await database.as(actor, (tx) => personActor(tx, operatorId, askedBy, now()));
	if (!asker) throw new Refusal('not-found', 'refusal_not_found');
	return asker;
}

async function entryOf(
	tx: Tx,
	kind: PaperKind,
	{ operatorId, subjectId }: Paper,
	{ operator, config }: { operator: Operator; config: Workshop['config'] },
): Promise<Entry | null> {
	const to = kind.addressOf?.(subjectId);
	const code = to && (await codeOf(tx, operatorId, { kind: to.kind, id: subjectId }));
	if (!code) return null;
	const address = `${config.origin}/${operator.slug}/paper/${code}`;
	const withQuery = (query: Readonly<Record<string, string | number>>) => {
		const words = new URLSearchParams(
			Object.entries(query).map(([name, value]) => [name, String(value)]),
		);
		return words.size > 0 ? `${address}?${words.toString()}` : address;
	};
	return { address, qr: (query) => qrSvg(withQuery(query)) };
}

function asPart(loaded: Loaded): PdfPart {
	if (!('document' in loaded)) return loaded;
	return { template: '/papers/templates/document.typ', data: loaded.document };
}

function documentIn(loaded: Loaded) {
	if ('document' in loaded) return loaded.document;
	throw new Error('only texts can be had as Word');
}
