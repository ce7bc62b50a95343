import { Problem } from '#platform/problem.ts'

export const casePhotoProblems = {
  notFound: (fileId: string) =>
    new Problem('case.photo_not_found', 404, { zh: '案卷中没有这张照片', en: 'The case holds no such photo' }, { fileId }),
}
