import { isStaff, mayActFor, type Actor } from '../kernel/actor.ts';
import type { ListOptions } from '../kernel/listing.ts';

/** 居場所・サロン・相談窓口・こども食堂・企業スペース (DOMAIN §7, F-22). */
export const placeKinds = [
	'ibasho',
	'salon',
	'desk',
	'childrensKitchen',
	'companySpace',
	'other',
] as const;
export type PlaceKind = (typeof placeKinds)[number];

/** 交流・課題発見・相談・対応 (S2:51). */
export const placeFunctions = ['meeting', 'noticing', 'consultation', 'response'] as const;
export type PlaceFunction = (typeof placeFunctions)[number];

export const bookings = ['needed', 'notNeeded', 'unknown'] as const;
export type Booking = (typeof bookings)[number];

export const answers = ['yes', 'no', 'unknown'] as const;
export type Answer = (typeof answers)[number];

/** すべて・町名まで・問い合わせ: a home that is opened to others need not be found by strangers (S0:48). */
export const addressShowings = ['all', 'town', 'ask'] as const;
export type AddressShown = (typeof addressShowings)[number];

export const placeListing = {
	sorts: ['name', 'changed'],
	filters: ['kind', 'area'],
} as const satisfies ListOptions;

export function mayRegisterPlace(actor: Actor): boolean {
	return isStaff(actor);
}

/** Staff and the people of the organisation that runs the place. */
export function mayEditPlace(actor: Actor, place: { organisationId: string | null }): boolean {
	return (
		isStaff(actor) || (place.organisationId !== null && mayActFor(actor, place.organisationId))
	);
}

/** The address as strangers may see it: whole, up to the town, or not at all. */
export function publicAddress(address: string, shown: AddressShown): string {
	if (shown === 'all') return address;
	if (shown === 'ask') return '';
	return address
		.replace(/[0-9０-９一二三四五六七八九十]+(?:丁目|番|[-－ー‐−]).*$|[0-9０-９].*$/u, '')
		.trim();
}
