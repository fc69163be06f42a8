import { randomInt } from 'node:crypto';
import type { Context } from '../../server/command.ts';
import { issueCard } from './commands/logins.ts';

function digits(length: number): string {
	return Array.from({ length }, () => randomInt(10)).join('');
}

/** Issues a card and answers what is printed on it; nobody can ask for it a second time. */
export async function printCard(
	context: Context,
	id: string,
): Promise<{ username: string; password: string }> {
	const password = digits(10);
	const number = `${randomInt(1, 10)}${digits(7)}`;
	const { username } = await issueCard(context, { id, username: number, password });
	return { username, password };
}
