// Package ent looks as the code that ent generates.
package ent

import "context"

// Order is a row.
type Order struct{ ID int }

// OrderMutation collects changes.
type OrderMutation struct{ balance int }

// OrderCreate makes a row.
type OrderCreate struct{ mutation *OrderMutation }

// SetBalance sets a field.
func (oc *OrderCreate) SetBalance(n int) *OrderCreate { oc.mutation.balance = n; return oc }

// OnConflict allows an upsert.
func (oc *OrderCreate) OnConflict() *OrderUpsertOne { return &OrderUpsertOne{oc} }

// Save makes the row.
func (oc *OrderCreate) Save(ctx context.Context) (*Order, error) { return &Order{}, ctx.Err() }

// OrderUpsertOne is an upsert.
type OrderUpsertOne struct{ create *OrderCreate }

// Exec makes the row unless it is there.
func (u *OrderUpsertOne) Exec(ctx context.Context) error { return ctx.Err() }

// OrderUpdateOne changes a row.
type OrderUpdateOne struct{ mutation *OrderMutation }

// AddBalance adds to a field.
func (ou *OrderUpdateOne) AddBalance(n int) *OrderUpdateOne { ou.mutation.balance += n; return ou }

// AddItemIDs adds edges, which are a set.
func (ou *OrderUpdateOne) AddItemIDs(ids ...int) *OrderUpdateOne { return ou }

// Save changes the row.
func (ou *OrderUpdateOne) Save(ctx context.Context) (*Order, error) { return &Order{}, ctx.Err() }

// Create begins a row.
func Create() *OrderCreate { return &OrderCreate{mutation: &OrderMutation{}} }

// Update begins a change.
func Update() *OrderUpdateOne { return &OrderUpdateOne{mutation: &OrderMutation{}} }
