import { isSecretariat, type Actor } from '../kernel/actor.ts';
import { fold } from '../kernel/text.ts';
import type { ActorGroup, Continuity, OrganisationKind } from '../organisations/rules.ts';
import type { AddressShown, Answer, Booking, PlaceFunction, PlaceKind } from '../places/rules.ts';

export const importKinds = ['organisations', 'places'] as const;
export type ImportKind = (typeof importKinds)[number];

export function mayImport(actor: Actor): boolean {
	return isSecretariat(actor);
}

/** A column that an import understands: the form's field and the words under which lists have it. */
export type Column = { field: string; names: readonly string[] };

/** The first name is the one our own templates and exports use; the others are met in municipal lists. */
export const columnsOf: Record<ImportKind, readonly Column[]> = {
	organisations: [
		{ field: 'name', names: ['団体名', '名称', '団体の名称', '組織名', '法人名', '事業所名'] },
		{
			field: 'nameKana',
			names: ['フリガナ', '名称_カナ', '団体名カナ', 'ふりがな', 'カナ', '名称カナ'],
		},
		{ field: 'nameEnglish', names: ['英語名', '名称_英語', '名称_英字'] },
		{ field: 'kind', names: ['団体種別', '種別', '区分', '種類'] },
		{ field: 'legalForm', names: ['法人格', '法人種別', '法人の種類'] },
		{ field: 'actorGroup', names: ['立場'] },
		{ field: 'corporateNumber', names: ['法人番号'] },
		{ field: 'representativeTitle', names: ['代表者役職', '代表者職名', '役職'] },
		{ field: 'representativeName', names: ['代表者氏名', '代表者', '代表者名'] },
		{ field: 'contactSection', names: ['担当部署', '部署'] },
		{ field: 'contactName', names: ['担当者氏名', '担当者', '担当者名'] },
		{ field: 'postalCode', names: ['郵便番号', '〒'] },
		{ field: 'address', names: ['所在地', '住所', '所在地_連結表記'] },
		{ field: 'telephone', names: ['電話番号', '電話', 'TEL', '連絡先電話番号'] },
		{ field: 'fax', names: ['FAX番号', 'FAX', 'ファックス', 'ファクス番号'] },
		{
			field: 'email',
			names: ['メール', 'メールアドレス', 'Eメール', 'E-mail', '連絡先メールアドレス'],
		},
		{ field: 'url', names: ['URL', 'ホームページ', 'HP', 'ウェブサイト'] },
		{ field: 'founded', names: ['設立', '設立年月', '設立年月日', '設立年'] },
		{ field: 'memberCount', names: ['会員数', '構成員数', '職員数', '人数'] },
		{ field: 'activity', names: ['活動内容', '事業内容', '主な活動', '主な活動内容'] },
		{ field: 'reason', names: ['活動の理由', '設立の経緯', '目的'] },
		{ field: 'audience', names: ['対象', '対象者', '主な対象'] },
		{ field: 'strengths', names: ['強み', '特長'] },
		{ field: 'offers', names: ['提供できること', '協力できること'] },
		{ field: 'needs', names: ['求めていること', '協力してほしいこと', '連携したいこと'] },
		{ field: 'ownIssues', names: ['抱えている課題', '困っていること', '課題'] },
		{ field: 'stance', names: ['連携の考え方'] },
		{ field: 'fields', names: ['活動分野', '分野'] },
		{ field: 'areas', names: ['圏域', '活動地域', '地区', '活動圏域'] },
		{ field: 'continuity', names: ['継続の見通し'] },
	],
	places: [
		{ field: 'name', names: ['名称', '施設名', '居場所名', '場所の名称', '団体名'] },
		{ field: 'nameKana', names: ['名称_カナ', 'フリガナ', '名称カナ', '施設名カナ', 'ふりがな'] },
		{ field: 'kind', names: ['種別', '種類', '区分'] },
		{ field: 'functions', names: ['機能'] },
		{ field: 'postalCode', names: ['郵便番号', '〒'] },
		{ field: 'address', names: ['住所', '所在地', '所在地_連結表記'] },
		{ field: 'building', names: ['方書', '建物名等(方書)', '建物名'] },
		{ field: 'latitude', names: ['緯度'] },
		{ field: 'longitude', names: ['経度'] },
		{ field: 'telephone', names: ['電話番号', '電話', 'TEL', '連絡先電話番号'] },
		{ field: 'hours', names: ['利用日時', '利用可能日時特記事項', '開催日時', '日時', '開設時間'] },
		{ field: 'booking', names: ['予約', '予約要否'] },
		{ field: 'fee', names: ['費用', '料金', '参加費', '利用料金'] },
		{ field: 'audience', names: ['対象', '対象者'] },
		{ field: 'stepFree', names: ['段差なし', '車椅子可', '車いす'] },
		{
			field: 'accessibleToilet',
			names: ['多目的トイレ', 'バリアフリートイレ', '車椅子使用者用トイレ有無'],
		},
		{ field: 'lift', names: ['エレベーター', 'エレベーター有無'] },
		{ field: 'addressShown', names: ['住所の公開範囲'] },
		{ field: 'remark', names: ['備考', '説明'] },
		{ field: 'organisationId', names: ['運営団体', '運営', '団体'] },
		{ field: 'areaId', names: ['圏域', '地区'] },
	],
};

/** How a heading is compared: width, case, spaces, line breaks and marks do not count. */
export function headingKey(text: string): string {
	return fold(text).replace(/[\s*※()]/g, '');
}

/** Which column of the sheet feeds which field; a field is fed by the first column that fits. */
export type Mapping = { field: string; heading: string; index: number }[];

/** Finds the headings: the first of the first 20 rows that has the name column and at least two known headings. */
export function findHeadings(
	rows: readonly (readonly string[])[],
	kind: ImportKind,
): { headerRow: number; mapping: Mapping; unknown: string[] } | undefined {
	for (const [headerRow, cells] of rows.slice(0, 20).entries()) {
		const mapping = mappingOf(cells, kind);
		if (mapping.length < 2 || !mapping.some(({ field }) => field === 'name')) continue;
		const known = new Set(mapping.map(({ index }) => index));
		const unknown = cells.filter((cell, index) => cell.trim() !== '' && !known.has(index));
		return { headerRow, mapping, unknown };
	}
	return undefined;
}

function mappingOf(cells: readonly string[], kind: ImportKind): Mapping {
	const keys = cells.map(headingKey);
	const taken = new Set<number>();
	return columnsOf[kind].flatMap(({ field, names }) => {
		for (const name of names) {
			const index = keys.findIndex((key, at) => key === headingKey(name) && !taken.has(at));
			if (index < 0) continue;
			taken.add(index);
			return [{ field, heading: cells[index] ?? '', index }];
		}
		return [];
	});
}

const organisationKindWords: Record<string, OrganisationKind> = {
	'町会・自治会': 'neighborhood',
	町会: 'neighborhood',
	自治会: 'neighborhood',
	町内会: 'neighborhood',
	民生委員児童委員協議会: 'minsei',
	民児協: 'minsei',
	'民生委員・児童委員': 'minsei',
	社会福祉法人: 'welfareCorporation',
	NPO法人: 'npo',
	特定非営利活動法人: 'npo',
	NPO: 'npo',
	'任意団体・ボランティア': 'voluntary',
	任意団体: 'voluntary',
	ボランティア: 'voluntary',
	ボランティア団体: 'voluntary',
	地域包括支援センター: 'hokatsu',
	'学校・PTA・大学': 'school',
	学校: 'school',
	PTA: 'school',
	大学: 'school',
	'医療・薬局': 'medical',
	医療: 'medical',
	医療機関: 'medical',
	薬局: 'medical',
	企業: 'company',
	会社: 'company',
	株式会社: 'company',
	商店街: 'shoppingStreet',
	生活協同組合: 'cooperative',
	生協: 'cooperative',
	専門職団体: 'professional',
	行政: 'administration',
	行政機関: 'administration',
	そのほか: 'other',
	その他: 'other',
};

/** The position that a kind of organisation has unless its list says otherwise. */
const groupOfKind: Record<OrganisationKind, ActorGroup> = {
	neighborhood: 'residents',
	minsei: 'residents',
	welfareCorporation: 'welfareCorporation',
	npo: 'civicGroup',
	voluntary: 'civicGroup',
	hokatsu: 'expert',
	school: 'school',
	medical: 'expert',
	company: 'company',
	shoppingStreet: 'company',
	cooperative: 'company',
	professional: 'expert',
	administration: 'administration',
	other: 'civicGroup',
};

const groupWords: Record<string, ActorGroup> = {
	地域住民: 'residents',
	住民: 'residents',
	行政: 'administration',
	社会福祉法人: 'welfareCorporation',
	区民活動団体: 'civicGroup',
	市民活動団体: 'civicGroup',
	専門家: 'expert',
	専門職: 'expert',
	関係機関: 'expert',
	'企業・商店': 'company',
	企業: 'company',
	学校: 'school',
};
const continuityWords: Record<string, Continuity> = {
	継続: 'continuing',
	縮小: 'shrinking',
	休止: 'resting',
	後継者がいない: 'noSuccessor',
	後継者不足: 'noSuccessor',
};
const placeKindWords: Record<string, PlaceKind> = {
	居場所: 'ibasho',
	サロン: 'salon',
	相談窓口: 'desk',
	窓口: 'desk',
	こども食堂: 'childrensKitchen',
	子ども食堂: 'childrensKitchen',
	企業スペース: 'companySpace',
	そのほか: 'other',
	その他: 'other',
};
const functionWords: Record<string, PlaceFunction> = {
	交流: 'meeting',
	課題発見: 'noticing',
	相談: 'consultation',
	対応: 'response',
};
const bookingWords: Record<string, Booking> = {
	要: 'needed',
	必要: 'needed',
	不要: 'notNeeded',
	なし: 'notNeeded',
};
const answerWords: Record<string, Answer> = {
	有: 'yes',
	あり: 'yes',
	可: 'yes',
	'○': 'yes',
	無: 'no',
	なし: 'no',
	不可: 'no',
	'×': 'no',
};
const showingWords: Record<string, AddressShown> = {
	すべて公開: 'all',
	公開: 'all',
	町名まで: 'town',
	問い合わせ: 'ask',
	非公開: 'ask',
};

const wordLists: Record<string, Record<string, string>> = {
	'organisations.kind': organisationKindWords,
	'organisations.actorGroup': groupWords,
	'organisations.continuity': continuityWords,
	'places.kind': placeKindWords,
	'places.booking': bookingWords,
	'places.stepFree': answerWords,
	'places.accessibleToilet': answerWords,
	'places.lift': answerWords,
	'places.addressShown': showingWords,
};

const foldedLists = new Map(
	Object.entries(wordLists).map(([field, words]) => [
		field,
		new Map(Object.entries(words).map(([word, code]) => [fold(word), code])),
	]),
);

function codeFor(kind: ImportKind, field: string, word: string): string | undefined {
	return foldedLists.get(`${kind}.${field}`)?.get(fold(word));
}

/** One cell of a list that names several things. */
export function partsOf(cell: string): string[] {
	return cell
		.split(/[、,，;；/／\n]+/)
		.map((part) => part.trim())
		.filter(Boolean);
}

/** A row as the form takes it: words of the list become the form's codes; an unknown word stays and is refused by the form. */
export function formInput(
	kind: ImportKind,
	mapping: Mapping,
	cells: readonly string[],
	names: { area: ReadonlyMap<string, string>; organisation: ReadonlyMap<string, string> },
): Record<string, string | string[]> {
	const input: Record<string, string | string[]> = {};
	for (const { field, index } of mapping) {
		const cell = (cells[index] ?? '').trim();
		if (field === 'areas')
			input[field] = partsOf(cell).map((part) => names.area.get(fold(part)) ?? part);
		else if (field === 'functions') {
			input[field] = partsOf(cell).map((part) => functionWords[part] ?? part);
		} else if (field === 'areaId') input[field] = cell && (names.area.get(fold(cell)) ?? cell);
		else if (field === 'organisationId')
			input[field] = cell && (names.organisation.get(fold(cell)) ?? '');
		else if (foldedLists.has(`${kind}.${field}`)) {
			if (cell) input[field] = codeFor(kind, field, cell) ?? cell;
		} else input[field] = cell;
	}
	return kind === 'organisations' ? withGroup(input) : input;
}

function withGroup(input: Record<string, string | string[]>): Record<string, string | string[]> {
	const kind = typeof input.kind === 'string' ? input.kind : 'other';
	const known = Object.entries(groupOfKind).find(([name]) => name === kind)?.[1];
	return { kind: 'other', actorGroup: known ?? 'civicGroup', ...input };
}

/** Rows that are no record: empty, a comment, a total. */
export function isNoRecord(cells: readonly string[], mapping: Mapping): boolean {
	const filled = cells.filter((cell) => cell.trim() !== '');
	if (filled.length === 0 || filled[0]?.trim().startsWith('#')) return true;
	const name = cells[mapping.find(({ field }) => field === 'name')?.index ?? -1]?.trim() ?? '';
	return (
		/^(?:合計|小計|計|総計)$/.test(name.replace(/\s/g, '')) ||
		(filled.length === 1 && /^[※注(（]/.test(filled[0] ?? ''))
	);
}
