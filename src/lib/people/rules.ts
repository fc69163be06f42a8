import {
	holdsEverywhere,
	isSecretariat,
	personOf,
	type Actor,
	type Role,
	type ScopeKind,
} from '../kernel/actor.ts';
import { fiscalYearOf, fiscalYearRange, type PlainDate } from '../kernel/dates.ts';
import { fold } from '../kernel/text.ts';

/** 在住・在勤・在学・その他: how a person belongs to the area. */
export const ties = ['resides', 'works', 'studies', 'other'] as const;
export type Tie = (typeof ties)[number];

/** The signed-in person as pages show them. */
export type SignedIn = {
	personId: string;
	name: string;
	/** Has a desk: any guarded role that counts in this browser. */
	isStaff: boolean;
	/** Organisations this person may act for, for the choice "as whom". */
	organisations: { id: string; name: string }[];
	/** Why some of the person's roles do not count in this browser; null when all of them do. */
	awaiting: Awaiting | null;
};

/** `secondFactor`: prove or set up a second factor. `freshSignIn`: a working day has passed, sign in again. */
export type Awaiting = 'secondFactor' | 'freshSignIn';

/** Roles that open other people's affairs: they count only after a second factor, where the operator asks for one. */
export const guardedRoles: readonly Role[] = [
	'coordinator',
	'secretariat',
	'officer',
	'auditor',
	'administrator',
];

/** How long roles of staff count after signing in, where the operator asks for a second factor. */
export const staffHours = 12;

/** How long a mailed code works. */
export const codeMinutes = 10;

/** How long a printed one-time password works. */
export const cardDays = 30;

/** Scopes in which a role makes sense; a facilitator leads a forum or a session, never the whole council (DOMAIN §4.2). */
export const scopesOf: Record<Role, readonly [ScopeKind, ...ScopeKind[]]> = {
	secretariat: ['operator'],
	coordinator: ['area', 'operator'],
	facilitator: ['forum', 'session', 'operator'],
	officer: ['operator', 'area'],
	evaluator: ['operator'],
	auditor: ['operator'],
	administrator: ['operator'],
};

export function hasGuardedRole(actor: Actor): boolean {
	return actor.kind === 'person' && actor.grants.some(({ role }) => guardedRoles.includes(role));
}

export type GrantProof = { secondFactorAt: Date | null; signedInAt: Date };

/** Why guarded roles do not count in this browser, or null. */
export function awaitingOf(
	asksSecondFactor: boolean,
	proof: GrantProof,
	now: Date,
): Awaiting | null {
	if (!asksSecondFactor) return null;
	if (!proof.secondFactorAt) return 'secondFactor';
	const since = Math.max(proof.signedInAt.getTime(), proof.secondFactorAt.getTime());
	return now.getTime() - since > staffHours * 3_600_000 ? 'freshSignIn' : null;
}

/** Roles end with the fiscal year unless the secretariat says otherwise (人事異動). */
export function standardEnd(today: PlainDate): PlainDate {
	return fiscalYearRange(fiscalYearOf(today)).to;
}

/** The secretariat, the administrator of accounts, and auditors read the list of persons. */
export function maySeePeople(actor: Actor): boolean {
	return mayKeepPeople(actor) || holdsEverywhere(actor, 'auditor');
}

export function mayKeepPeople(actor: Actor): boolean {
	return isSecretariat(actor) || holdsEverywhere(actor, 'administrator');
}

/** Roles come from the secretariat, never from the person who gets them (DOMAIN §4.3: "not own"). */
export function mayGrant(actor: Actor, personId: string): boolean {
	return isSecretariat(actor) && personOf(actor) !== personId;
}

/**
 * A printed card lets whoever holds it sign in: never for oneself, and never for somebody with a guarded
 * role, who would lend their second pair of eyes to the person at the printer.
 */
export function mayIssueCard(
	actor: Actor,
	person: { id: string; roles: readonly Role[] },
): boolean {
	return (
		mayKeepPeople(actor) &&
		personOf(actor) !== person.id &&
		!person.roles.some((role) => guardedRoles.includes(role))
	);
}

/** For acts on the way somebody signs in: unlinking a login, taking a lost second factor away. */
export function mayResetSignIn(actor: Actor, personId: string): boolean {
	return mayKeepPeople(actor) && personOf(actor) !== personId;
}

export function maySeeAudit(actor: Actor): boolean {
	return isSecretariat(actor) || holdsEverywhere(actor, 'auditor');
}

/**
 * Where to go after signing in: only a path inside this operator. Anything else (another site, another
 * operator, a path that a browser reads as a site) leads to `otherwise`.
 */
export function safeNext(next: string | null | undefined, slug: string, otherwise: string): string {
	if (!next || next.length > 500 || /[\\\p{Cc}\s]/u.test(next) || !next.startsWith('/'))
		return otherwise;
	const base = 'http://inside.invalid';
	if (!URL.canParse(next, base)) return otherwise;
	const url = new URL(next, base);
	const isInside =
		url.origin === base && (url.pathname === `/${slug}` || url.pathname.startsWith(`/${slug}/`));
	// the sign-in page itself would go in circles
	return isInside && !url.pathname.startsWith(`/${slug}/sign-in`)
		? url.pathname + url.search
		: otherwise;
}

/** What a person typed as e-mail address or as the number of a card. */
export function loginName(text: string): { email: string } | { username: string } {
	const plain = text.normalize('NFKC').replace(/\s/gu, '');
	return plain.includes('@')
		? { email: plain.toLowerCase() }
		: { username: plain.replace(/[‐‑‒–—―−ー-]/gu, '').toLowerCase() };
}

/** Six digits however they were typed: full width, with spaces. */
export function plainCode(text: string): string {
	return text.normalize('NFKC').replace(/[^0-9]/gu, '');
}

/** A password that somebody would try first: one letter again and again, a row of keys, the own address. */
export function isEasyPassword(password: string, own: readonly string[]): boolean {
	const plain = fold(password);
	if (new Set(plain).size <= 3) return true;
	if (/password|パスワード|ぱすわーど|qwerty|asdfgh|otagaisama/u.test(plain)) return true;
	if (
		'0123456789012345678901234567890'.includes(plain) ||
		'9876543210987654321098765432'.includes(plain)
	)
		return true;
	return own.map(fold).some((text) => text.length >= 4 && plain.includes(text));
}

const systems: readonly [RegExp, string][] = [
	[/iPhone/, 'iPhone'],
	[/iPad/, 'iPad'],
	[/Android/, 'Android'],
	[/Windows/, 'Windows'],
	[/Macintosh/, 'Mac'],
	[/CrOS/, 'Chromebook'],
	[/Linux/, 'Linux'],
];
const programs: readonly [RegExp, string][] = [
	[/Edg(e|A|iOS)?\//, 'Edge'],
	[/OPR\//, 'Opera'],
	[/Firefox\/|FxiOS\//, 'Firefox'],
	[/Chrome\/|CriOS\/|Chromium\//, 'Chrome'],
	[/Safari\//, 'Safari'],
];

/** Enough for somebody to know their own machine again: iPhone・Safari. Empty when it cannot be told. */
export function browserName(userAgent: string): string {
	const nameIn = (list: readonly [RegExp, string][]) =>
		list.find(([sign]) => sign.test(userAgent))?.[1];
	return [nameIn(systems), nameIn(programs)].filter(Boolean).join('・');
}
