import type { LegalKind } from '#lib/operators/rules.ts';
import { operators } from '#lib/operators/server/tables.ts';
import type { Database } from '#lib/server/db.ts';
import { newIdAt } from './stage.ts';

/** The three councils of the invented region. Numbers of 03 whose exchange begins with 0 exist nowhere. */
const councils = [
	{
		slug: 'aohama-shakyo',
		name: '社会福祉法人 蒼浜区社会福祉協議会',
		nameKana: 'アオハマクシャカイフクシキョウギカイ',
		shortName: '蒼浜区社協',
		legalKind: 'shakyo',
		municipalityCode: '991015',
		telephone: '03-0111-2601',
		fax: '03-0111-2602',
		email: 'info@aohama-shakyo.example.jp',
		consultationHours: '月曜日から金曜日の8時30分～17時15分（祝日と年末年始をのぞきます）',
		postalCode: '000-0103',
		address: '陽和都蒼浜区本町1-2-3 蒼浜区民センター2階',
		welcome:
			'だれもが乗れる舞台を、地域のみんなで。\n気づいたこと、困っていることを聞かせてください。一つの団体だけでは越えられない「壁」を、話し合い、力を出し合って越えていきます。',
	},
	{
		slug: 'aohama',
		name: '蒼浜区',
		nameKana: 'アオハマク',
		shortName: '蒼浜区',
		legalKind: 'municipality',
		municipalityCode: '991015',
		telephone: '03-0111-1000',
		fax: '03-0111-1001',
		email: 'chiiki-fukushi@aohama.example.jp',
		consultationHours: '月曜日から金曜日の8時30分～17時（祝日と年末年始をのぞきます）',
		postalCode: '000-0103',
		address: '陽和都蒼浜区本町2-1-1',
		welcome:
			'地域福祉課の窓口です。\n暮らしの中で気づいたことをお寄せください。区と社会福祉協議会、地域の皆さまが一緒に考えます。',
	},
	{
		slug: 'hiyori',
		name: '陽和都',
		nameKana: 'ヒヨリト',
		shortName: '陽和都',
		legalKind: 'prefecture',
		municipalityCode: '990001',
		telephone: '03-0100-5000',
		fax: '03-0100-5001',
		email: 'kodoku-koritsu@hiyori.example.jp',
		consultationHours: '月曜日から金曜日の9時～17時（祝日と年末年始をのぞきます）',
		postalCode: '000-0001',
		address: '陽和都帆波町1-1',
		welcome:
			'ひより孤独・孤立対策官民連携ネットワークの事務局です。\n分野や立場をこえて知り合い、学び合い、ともに動くための場です。',
	},
] as const satisfies readonly (Omit<typeof operators.$inferInsert, 'id' | 'createdAt'> & {
	legalKind: LegalKind;
})[];

export type CouncilSlug = (typeof councils)[number]['slug'];

/** No command makes an operator of a demo region: only this does. */
export async function foundCouncils(
	database: Database,
	moment: Date,
): Promise<Record<CouncilSlug, { id: string; name: string }>> {
	const rows = councils.map((council) => ({
		...council,
		id: newIdAt(moment),
		requiresSecondFactor: false,
		isDemo: true,
		createdAt: moment,
	}));
	await database.outside((tx) => tx.insert(operators).values(rows));
	const found = (slug: CouncilSlug) => {
		const row = rows.find((one) => one.slug === slug);
		if (!row) throw new Error(`no council ${slug}`);
		return { id: row.id, name: row.shortName };
	};
	return {
		'aohama-shakyo': found('aohama-shakyo'),
		aohama: found('aohama'),
		hiyori: found('hiyori'),
	};
}
