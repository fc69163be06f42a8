import type { RequestEvent } from '@sveltejs/kit';
import { operatorOf, read } from '../../server/request.ts';
import { atBoard, type AtBoard } from './queries.ts';

/** What the browser of somebody in the hall carries: for one board, until the evening. */
const hours = 18;

const nameOf = (boardId: string) => `hall-${boardId}`;

export function secretOf(event: RequestEvent, boardId: string): string | undefined {
	return event.cookies.get(nameOf(boardId));
}

export function giveSecret(event: RequestEvent, boardId: string, secret: string): void {
	event.cookies.set(nameOf(boardId), secret, {
		path: `/${operatorOf(event).slug}/boards/${boardId}`,
		maxAge: hours * 3_600,
		sameSite: 'lax',
		httpOnly: true,
		secure: event.url.protocol === 'https:',
	});
}

/** Who stands before the board of this address; 404 for everybody else. */
export function atBoardOf(event: RequestEvent, id: string): Promise<AtBoard> {
	return read(event, (tx, actor) => atBoard(tx, actor, id, secretOf(event, id)));
}
