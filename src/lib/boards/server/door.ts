import type { RequestEvent } from '@sveltejs/kit';
import { sessionFor } from '../../people/server/session.ts';
import { application } from '../../server/application.ts';
import { operatorOf, read } from '../../server/request.ts';
import { atBoard, type AtBoard } from './queries.ts';

/** What the browser of somebody in the hall carries: for one board, until the evening. */
const hours = 18;

/**
 * A browser shows what it carries below three addresses only: the board itself, the tables that the hall fills in, and
 * the entrance, where who has come in already is told so.
 */
const places = ['boards', 'benefits', 'hall'] as const;

const nameOf = (place: (typeof places)[number], boardId: string) =>
	place === 'boards' ? `hall-${boardId}` : `hall-${place}-${boardId}`;

export function secretOf(event: RequestEvent, boardId: string): string | undefined {
	return places
		.map((place) => event.cookies.get(nameOf(place, boardId)))
		.find((secret) => secret !== undefined);
}

export function giveSecret(event: RequestEvent, boardId: string, secret: string): void {
	const { slug } = operatorOf(event);
	for (const place of places) {
		event.cookies.set(nameOf(place, boardId), secret, {
			path: place === 'boards' ? `/${slug}/boards/${boardId}` : `/${slug}/${place}`,
			maxAge: hours * 3_600,
			sameSite: 'lax',
			httpOnly: true,
			secure: event.url.protocol === 'https:',
		});
	}
}

/** Who stands before the board of this address; 404 for everybody else. */
export function atBoardOf(event: RequestEvent, id: string): Promise<AtBoard> {
	return read(event, (tx, actor) => atBoard(tx, actor, id, secretOf(event, id)));
}

/** The same question later, with what the session and the person may do by then. */
export async function stillAtBoard(event: RequestEvent, id: string): Promise<void> {
	const { actor } = await sessionFor(event.request.headers, operatorOf(event).id);
	await application().database.as(actor, (tx) => atBoard(tx, actor, id, secretOf(event, id)));
}
