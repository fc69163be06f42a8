import { mayManage, type Scope } from '../gatherings/rules.ts';
import type { Audience, SessionKind, SessionState } from '../gatherings/sessions/rules.ts';
import type { Actor } from '../kernel/actor.ts';

/** Whoever came to the same forum this long before is still written to. */
export const daysOfReaders = 400;

/** Of each kind of thing that was published since, so many are named. */
export const mostNamed = 8;

/** Only a session whose report everybody may read has an お便り. */
export function hasDigest({
	state,
	kind,
	audience,
}: {
	state: SessionState;
	kind: SessionKind;
	audience: Audience;
}): boolean {
	return state === 'published' && kind !== 'caseStudy' && audience !== 'invited';
}

/** 事務局, and コーディネーター inside their areas. */
export function maySend(actor: Actor, scope: Scope): boolean {
	return mayManage(actor, scope);
}

/** Addresses are the same in capital letters and with spaces around them. */
export function plainAddress(address: string): string {
	return address.trim().toLowerCase();
}
