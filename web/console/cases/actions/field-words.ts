import type { Bilingual } from '#platform/problem.ts'

/** Plain data, for it is read where no page is: by the test that holds the forms against the contract. */
const word = (zh: string, en: string): Bilingual => ({ zh, en })

/** The names of what an action asks for. */
export const fieldWords = {
  note: word('备注', 'Note'),
  explanation: word('说明', 'Explanation'),
  reason: word('理由', 'Reason'),
  codedReason: word('原因', 'Reason'),
  photos: word('照片', 'Photos'),
  result: word('处置结果', 'What was done'),
  finding: word('现场情况', 'What was found'),
  text: word('内容', 'Text'),
  standard: word('类型与立案条件', 'Type and filing condition'),
  inspector: word('监督员', 'Inspector'),
  unit: word('处置单位', 'Unit'),
  ownLimit: word('处置时限', 'Limit'),
  granted: word('裁定', 'Ruling'),
  grant: word('同意', 'Grant'),
  refuse: word('不同意', 'Refuse'),
  ruling: word('裁定理由', 'Grounds'),
  real: word('核实结论', 'Verdict'),
  isReal: word('情况属实', 'It is so'),
  notReal: word('情况不属实', 'It is not so'),
  passed: word('核查结论', 'Verdict'),
  pass: word('通过：已解决', 'Passed: it is fixed'),
  fail: word('不通过：退回返工', 'Failed: back for rework'),
  parts: word('协办单位与任务', 'Assisting units and their tasks'),
  extra: word('延长', 'How much longer'),
  until: word('挂账至', 'Suspended until'),
  dueAt: word('要求回复时间', 'Answer due by'),
  owner: word('督办责任岗位', 'Post that owns it'),
  primary: word('主案卷', 'Primary case'),
  solved: word('问题是否解决', 'Is it solved?'),
  isSolved: word('已解决', 'Solved'),
  notSolved: word('未解决', 'Not solved'),
  satisfied: word('满意程度', 'Satisfaction'),
  reopen: word('重新立案', 'Reopen the case'),
} as const
