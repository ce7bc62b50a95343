import { describe } from 'vitest'
import { testApiPage } from './api-page.ts'
import { testDemoAccounts, testKeyboard } from './start-page-demo.ts'
import { testLooks } from './start-page-looks.ts'
import { testRefusals } from './start-page-refusals.ts'
import { testSignIn } from './start-page-sign-in.ts'
import { testStartPage } from './start-page-words.ts'
import { startVisitor } from './visitor.ts'

// One file, so that one server and one browser serve all of it: starting them takes longer than the tests.
const visitor = startVisitor()
describe('the start page', () => testStartPage(visitor))
describe('signing in', () => testSignIn(visitor))
describe('a refused sign-in', () => testRefusals(visitor))
describe('the demo accounts', () => testDemoAccounts(visitor))
describe('the keyboard', () => testKeyboard(visitor))
describe('how the start page looks', () => testLooks(visitor))
describe('the API page', () => testApiPage(visitor))
