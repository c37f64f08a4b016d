//go:build !linux

package pdftext

import (
	"os"
	"syscall"
	"time"
)

const (
	rootDir        = ""
	haveNamespaces = false
	countsTime     = false
)

func ownProgram() (string, error) { return os.Executable() }

func attributes(bool) *syscall.SysProcAttr { return nil }

func refusedNamespaces(error) bool { return false }

func memoryOf(int) (resident, peak int64) { return 0, 0 }

func processorTime(int) time.Duration { return 0 }

func killGroup(p *os.Process) { _ = p.Kill() } // it may have ended

func signalOf(*os.ProcessState) (name string, cpu bool) { return "", false }

func badCall(*os.ProcessState) bool { return false }
