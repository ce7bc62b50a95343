import { describe } from 'vitest'
import { testApiPage } from './api-page.ts'
import { startConsole } from './console/console.ts'

const console = startConsole()
describe('the API page', () => testApiPage(console))
