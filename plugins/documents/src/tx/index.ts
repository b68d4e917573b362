export {
  endFiles,
  findFiles,
  holdFiles,
  keepFiles,
  moveFiles,
  type PersonalFileRow,
  waitingFiles,
} from "../data/personal-files"
