/** What the forms of signing in have in common: run a way in, then lead the person on, or keep the form. */
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { Refusal } from '../../kernel/refusal.ts';
import { operatorOf, readForm, refusedForm, type FormValues } from '../../server/request.ts';
import { safeNext } from '../rules.ts';
import { doorOf, type Door } from './door.ts';
import type { Session } from './session.ts';
import type { Entered } from './sign-in.ts';

export type SignInForm = { input: Record<string, unknown>; values: FormValues };

/** The form without what must not come back to the page. */
export async function readSignInForm(event: RequestEvent): Promise<SignInForm> {
	const { input, values } = await readForm(event, [], []);
	const shown = Object.entries(values).filter(
		([name]) => !/password|code|backup|response/i.test(name),
	);
	return { input, values: Object.fromEntries(shown) };
}

/** Runs `work`; a refusal keeps the page, anything that `work` returns is the address to go to. */
export async function orKeepForm(
	event: RequestEvent,
	work: (door: Door, form: SignInForm) => Promise<string>,
) {
	const form = await readSignInForm(event);
	let address: string;
	try {
		address = await work(doorOf(event, operatorOf(event)), form);
	} catch (refusal) {
		if (!(refusal instanceof Refusal)) throw refusal;
		return refusedForm(event, refusal, form.values);
	}
	redirect(303, address);
}

/** Where somebody goes after a step of signing in. */
export function onward({ operator: { slug } }: Door, entered: Entered, next: unknown): string {
	const home = `/${slug}/me`;
	const wanted = safeNext(typeof next === 'string' ? next : null, slug, '');
	const carried = wanted ? `?next=${encodeURIComponent(wanted)}` : '';
	switch (entered.kind) {
		case 'in':
			if (entered.home === '/account/second-factor') return `/${slug}${entered.home}${carried}`;
			return wanted || (entered.home === '/me' ? home : `/${slug}${entered.home}`);
		case 'stranger':
			return `/${slug}/sign-up/join${carried}`;
		case 'secondFactor':
			return `/${slug}/sign-in/second${carried}`;
		case 'newPassword':
			return `/${slug}/sign-in/new-password${carried}`;
	}
}

/** `next` of this page, from its address or from the form that was refused; only paths of this operator. */
export function nextOf(event: { url: URL }, slug: string): string {
	return safeNext(event.url.searchParams.get('next'), slug, '');
}

/** Who the hooks found behind this request. */
export function sessionOf(event: RequestEvent): Session {
	const { actor, signedIn } = event.locals;
	return { actor: actor ?? { kind: 'anyone', operatorId: operatorOf(event).id }, signedIn };
}

const addressCookie = 'otagaisama.code_to';
const addressSeconds = 900;

/** The address that a code was mailed to, kept in the browser that asked for it, for a quarter of an hour. */
export function rememberAddress(event: RequestEvent, email: string): void {
	event.cookies.set(addressCookie, email, {
		path: `/${operatorOf(event).slug}`,
		httpOnly: true,
		sameSite: 'lax',
		secure: event.url.protocol === 'https:',
		maxAge: addressSeconds,
	});
}

export function rememberedAddress(event: RequestEvent): string | undefined {
	return event.cookies.get(addressCookie);
}

export function forgetAddress(event: RequestEvent): void {
	event.cookies.delete(addressCookie, { path: `/${operatorOf(event).slug}` });
}
