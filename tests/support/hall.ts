import type { Browser, BrowserContext, Page, TestInfo } from '@playwright/test';
import { council, expect, planTalk, words, type Walker } from './journeys.ts';

/** A talk whose board is open: its address in the work on sessions, and the code on the screen. */
export async function openHall(
	walker: Walker,
	page: Page,
	word: string,
): Promise<{ session: string; code: string }> {
	const session = await planTalk(walker, word, '令和9年2月3日');
	await walker.visit(session);
	await walker.send(words('gatherings_announce_do'));
	await walker.visit(`${session}/hall`);
	await walker.send(words('boards_work_open_do'));
	return { session, code: await codeOn(page) };
}

export async function codeOn(page: Page): Promise<string> {
	return (await page.locator('.board-code').innerText()).replace(/\s/g, '');
}

export type Kind = Parameters<Browser['newContext']>[0];

/** Another device of the same kind, as this project has it. */
export function kindOf({ project }: TestInfo, page: Page, isLive: boolean): Kind {
	const { viewport = null, isMobile = false, hasTouch = false } = project.use;
	return {
		...{ viewport, isMobile, hasTouch, javaScriptEnabled: isLive, locale: 'ja-JP' },
		baseURL: new URL(page.url()).origin,
	};
}

/**
 * Another window of the person on `page`. A second page of one window would put the first in the background, where a
 * browser draws once a second and every press takes as long.
 */
export async function secondWindow(browser: Browser, kind: Kind, page: Page): Promise<Page> {
	const storageState = await page.context().storageState();
	return (await browser.newContext({ ...kind, storageState })).newPage();
}

export type InHall = { context: BrowserContext; phone: Page };

/** Somebody in the hall, with a phone of their own and no account. */
export async function enterHall(
	browser: Browser,
	kind: Kind,
	{ code, name, table = '' }: { code: string; name: string; table?: string },
): Promise<InHall> {
	const context = await browser.newContext(kind);
	const phone = await context.newPage();
	await phone.goto(`${council}/hall/${code}`);
	await phone.locator('[name=calledName]').fill(name);
	await phone.locator('[name=table]').fill(table);
	await phone.getByRole('button', { name: words('boards_join_do') }).click();
	await expect(phone).toHaveURL(/\/boards\//);
	return { context, phone };
}

/** A note under the first question. */
export async function write(where: Page, text: string): Promise<void> {
	const form = where.locator('.note-new form').first();
	await form.locator('[name=text]').fill(text);
	await form.getByRole('button', { name: words('boards_note_add_do') }).click();
}

export const noteOn = (where: Page, text: string) =>
	where.locator('li.note').filter({ hasText: text });

/** Types another wording into the form of a note; the answer sends it. */
export async function draft(where: Page, from: string, to: string): Promise<() => Promise<void>> {
	const note = noteOn(where, from);
	await note.locator('summary').click();
	const send = where.getByRole('button', { name: words('boards_edit_do') });
	const form = note.locator('form').filter({ has: send });
	await form.locator('[name=text]').fill(to);
	return () => form.getByRole('button').click();
}

export async function reword(where: Page, from: string, to: string): Promise<void> {
	const send = await draft(where, from, to);
	await send();
}
