type Worker = { organisation: string; what: string; agreed: boolean };

/** すでに取り組んでいる団体; one that has not agreed yet is asked on its own page. */
export const workers: Readonly<Record<string, readonly Worker[]>> = {
	'evening-children': [
		{ organisation: 'NPO法人 灯りの輪', what: '夕方の居場所を開いています。', agreed: true },
		{
			organisation: 'こども見守り青パト隊',
			what: '下校の時間に見まわりをしています。',
			agreed: true,
		},
	],
	'condo-alone': [
		{
			organisation: '埠頭新町地区民生委員児童委員協議会',
			what: '一人暮らしの方をお訪ねしています。',
			agreed: true,
		},
		{
			organisation: 'NPO法人 埠頭ネット',
			what: 'マンションの交流会を開いています。',
			agreed: false,
		},
		{
			organisation: '株式会社 あさなぎ新聞販売',
			what: '配達のとき、新聞がたまっていたら知らせています。',
			agreed: true,
		},
	],
	'hill-shopping': [
		{ organisation: 'さかみち', what: '坂の上の買い物を手伝っています。', agreed: true },
		{
			organisation: '生活協同組合コープひより 蒼浜センター',
			what: '玄関先まで配達しています。',
			agreed: true,
		},
	],
	'food-poverty': [
		{
			organisation: 'NPO法人 みんなの台所',
			what: '食品を集め、必要な家庭へ届けています。',
			agreed: true,
		},
		{ organisation: '髙﨑ひなた子ども食堂', what: '月に2回、食堂を開いています。', agreed: true },
	],
	'double-care': [
		{
			organisation: 'ダブルケアカフェ みなも',
			what: '月に1回、集いを開いています。',
			agreed: true,
		},
	],
	'foreign-roots': [
		{
			organisation: 'NPO法人Tom&ともに',
			what: '日本語の学習と暮らしの相談をしています。',
			agreed: true,
		},
	],
	dementia: [
		{ organisation: 'NPO法人 ひだまりカフェ', what: '認知症カフェを開いています。', agreed: true },
	],
	rubbish: [
		{
			organisation: '辻󠄀本たすけ隊',
			what: '電球の交換や家具の移動を手伝っています。',
			agreed: true,
		},
		{
			organisation: 'NPO法人 くらしの手',
			what: '片づけとごみ出しを手伝っています。',
			agreed: true,
		},
	],
	smartphone: [
		{ organisation: 'スマホ教え隊', what: '月に2回、教室を開いています。', agreed: true },
	],
	'new-mothers': [
		{ organisation: 'NPO法人 ゆるり', what: '産前産後の家庭をお訪ねしています。', agreed: true },
	],
	'eighty-fifty': [
		{ organisation: 'NPO法人 こもれび', what: '本人と家族の集いを開いています。', agreed: true },
	],
};
