import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { appIsHere } from './opening.ts'
import { startWorker } from './worker-updates.ts'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')
appIsHere()
createRoot(root).render(<App />)
startWorker()
